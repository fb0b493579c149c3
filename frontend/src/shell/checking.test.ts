import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { installChecking } from "./checking";

const box = (selector: string): HTMLInputElement => document.querySelector<HTMLInputElement>(selector)!;
const boxes = (): boolean[] => [...document.querySelectorAll<HTMLInputElement>('[name="hit"]')].map((one) => one.checked);
const click = (target: HTMLInputElement, shiftKey = false): void => {
  target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
};

describe("boxes chosen together", () => {
  beforeAll(installChecking);
  beforeEach(() => {
    document.body.innerHTML = `<form><input type="checkbox" data-checks="hit">${'<input type="checkbox" name="hit">'.repeat(4)}<output data-counts="hit"></output></form>`;
  });

  it("are checked and cleared by the one above, and counted", () => {
    click(box("[data-checks]"));
    expect(boxes()).toEqual([true, true, true, true]);
    expect(document.querySelector("output")!.textContent).toBe("4");
    click(box("[data-checks]"));
    expect(boxes()).toEqual([false, false, false, false]);
  });

  it("are checked from one to another with shift", () => {
    const all = document.querySelectorAll<HTMLInputElement>('[name="hit"]');
    click(all[0]!);
    click(all[2]!, true);
    expect(boxes()).toEqual([true, true, true, false]);
    expect(box("[data-checks]").indeterminate).toBe(true);
  });
});
