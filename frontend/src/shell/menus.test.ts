import { beforeAll, beforeEach, expect, it } from "vitest";

import { installMenus } from "./menus";

const menu = (): HTMLDetailsElement => document.querySelector("details.menu")!;

beforeAll(installMenus);
beforeEach(() => {
  document.body.innerHTML = `<div><details class="side-toggle"><summary>V</summary></details><nav><a id="place">Asiakkaat</a></nav></div>
    <details class="menu" open><summary>M</summary><button>Kopioi</button></details><p>muuta</p>`;
});

it("closes a menu when something else is clicked, not when it is used", () => {
  menu().querySelector("button")!.click();
  expect(menu().open).toBe(true);
  document.querySelector("p")!.click();
  expect(menu().open).toBe(false);
});

it("closes a menu with Escape and gives the focus back", () => {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(menu().open).toBe(false);
  expect(document.activeElement).toBe(menu().querySelector("summary"));
});

it("keeps the navigation of a phone open while it is used", () => {
  const toggle = document.querySelector<HTMLDetailsElement>(".side-toggle")!;
  toggle.open = true;
  document.querySelector<HTMLElement>("#place")!.click();
  expect(toggle.open).toBe(true);
});
