import { beforeEach, describe, expect, it } from "vitest";

import { installConfirming, isConfirmed } from "./confirming";

const form = (): HTMLFormElement => document.querySelector("form")!;
const write = (text: string): void => {
  const field = document.querySelector<HTMLInputElement>("[data-confirm-input]")!;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

describe("confirming by name", () => {
  beforeEach(() => {
    document.body.innerHTML = `<form data-confirm-name="Äänekoski"><input data-confirm-input><button type="submit">Poista</button></form>`;
    installConfirming();
  });

  it("lets go only when the name is written", () => {
    const button = document.querySelector("button")!;
    expect(button.disabled).toBe(true);
    write("Äänekosk");
    expect(button.disabled).toBe(true);
    write(" Äänekoski ");
    expect(button.disabled).toBe(false);
  });

  it("takes a name whose letters are composed otherwise", () => {
    write("Äänekoski".normalize("NFD"));
    expect(isConfirmed(form())).toBe(true);
  });

  it("stops a form that is sent by other means", () => {
    const sent = new Event("submit", { bubbles: true, cancelable: true });
    form().dispatchEvent(sent);
    expect(sent.defaultPrevented).toBe(true);
  });
});
