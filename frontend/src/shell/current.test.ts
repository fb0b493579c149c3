import { describe, expect, it } from "vitest";

import { installCurrent } from "./current";

const at = (node: Element, top: number, bottom: number): void => {
  node.getBoundingClientRect = () => new DOMRect(0, top, 100, bottom - top);
};

describe("a list of pages", () => {
  it("is scrolled to the current page, and only when that is out of sight", () => {
    document.body.innerHTML = '<nav class="navigation"><a>One</a><a aria-current="page">Last</a></nav><nav class="tabs"><a aria-current="page">First</a></nav>';
    const [list, tabs] = [document.querySelector(".navigation")!, document.querySelector(".tabs")!];
    at(list, 0, 300);
    at(list.querySelector("[aria-current]")!, 380, 420);
    at(tabs, 0, 40);
    at(tabs.querySelector("[aria-current]")!, 0, 40);
    installCurrent();
    expect(list.scrollTop).toBe(120);
    expect(tabs.scrollTop).toBe(0);
  });
});
