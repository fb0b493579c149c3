import { beforeEach, describe, expect, it } from "vitest";

import { applyTheme, chosenTheme, installThemeChoice } from "./theme-choice";

const root = document.documentElement;

describe("the theme", () => {
  beforeEach(() => {
    localStorage.clear();
    applyTheme("system");
    document.body.innerHTML = `<button data-theme-choice="dark"></button><button data-theme-choice="system"></button>`;
    installThemeChoice();
  });

  it("is the system's until one is chosen", () => {
    expect(chosenTheme()).toBe("system");
    expect(root.dataset["theme"]).toBeUndefined();
  });

  it("holds once chosen, is shown as chosen, and is kept for the next page", () => {
    document.querySelector<HTMLElement>("[data-theme-choice=dark]")?.click();
    expect(root.dataset["theme"]).toBe("dark");
    expect(document.querySelector("[data-theme-choice=dark]")?.getAttribute("aria-pressed")).toBe("true");
    expect(chosenTheme()).toBe("dark");
  });

  it("is never what a stored word happens to be", () => {
    localStorage.setItem("teema.theme", "pink");
    expect(chosenTheme()).toBe("system");
  });
});
