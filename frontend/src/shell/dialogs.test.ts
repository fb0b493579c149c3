import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { installDialogs } from "./dialogs";

const dialog = (): HTMLDialogElement => document.querySelector("dialog")!;

describe("a dialog", () => {
  beforeAll(installDialogs);
  beforeEach(() => {
    document.body.innerHTML = `<a href="/new/" data-opens="d">Uusi</a><dialog id="d"><div id="in"><button data-closes>Sulje</button></div></dialog>`;
  });

  it("opens in place of the page that its opener leads to, and closes", () => {
    const opener = document.querySelector<HTMLElement>("[data-opens]")!;
    const click = new MouseEvent("click", { bubbles: true, cancelable: true });
    opener.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
    expect(dialog().open).toBe(true);
    document.querySelector<HTMLElement>("[data-closes]")!.click();
    expect(dialog().open).toBe(false);
  });

  it("leaves a link alone that is opened in a new tab", () => {
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true });
    document.querySelector("[data-opens]")!.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(false);
  });

  it("opens when something is swapped into it, and closes when an answer says so", () => {
    document.querySelector("#in")!.dispatchEvent(new CustomEvent("htmx:afterSwap", { bubbles: true }));
    expect(dialog().open).toBe(true);
    document.body.dispatchEvent(new CustomEvent("closeDialog", { bubbles: true }));
    expect(dialog().open).toBe(false);
  });
});
