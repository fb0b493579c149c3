import { beforeEach, describe, expect, it } from "vitest";

import { installKeys, isForPage } from "./keys";

const press = (key: string, target: Element, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};

describe("single keys", () => {
  beforeEach(() => {
    localStorage.clear();
    document.body.innerHTML = `<p>x</p><input id="field"><input type="checkbox" data-keys-switch><dialog id="keys"></dialog>`;
    installKeys();
  });

  it("belong to the page, not to a field, not to the browser", () => {
    expect(isForPage(press("j", document.querySelector("p")!))).toBe(true);
    expect(isForPage(press("j", document.querySelector("#field")!))).toBe(false);
    expect(isForPage(press("j", document.querySelector("p")!, { ctrlKey: true }))).toBe(false);
  });

  it("are shown by h", () => {
    press("h", document.querySelector("p")!);
    expect(document.querySelector("dialog")!.open).toBe(true);
  });

  it("can be turned off", () => {
    const chosen = document.querySelector<HTMLInputElement>("[data-keys-switch]")!;
    expect(chosen.checked).toBe(true);
    chosen.checked = false;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
    press("h", document.querySelector("p")!);
    expect(document.querySelector("dialog")!.open).toBe(false);
  });
});
