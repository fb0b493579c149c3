import { beforeEach, describe, expect, it, vi } from "vitest";

import { installToasts, showToast } from "./toasts";

const PAGE = `<meta name="csrf-token" content="abc"><div data-toasts></div>
<template id="toast"><div class="toast"><p data-text></p><form method="post"><input type="hidden" name="csrfmiddlewaretoken">
<button class="act"></button></form><button data-dismisses></button></div></template>`;
const shown = (): NodeListOf<Element> => document.querySelectorAll("[data-toasts] .toast");

describe("a toast", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    document.body.innerHTML = PAGE;
  });

  it("shows its words as text, never as markup", () => {
    showToast({ text: "<b>poistettiin</b>" });
    expect(shown()[0]?.querySelector("[data-text]")?.textContent).toBe("<b>poistettiin</b>");
  });

  it("leaves in time, unless it tells of trouble or can be acted on", () => {
    showToast({ text: "tallennettu", kind: "good" });
    showToast({ text: "ei tallentunut", kind: "bad" });
    showToast({ text: "poistettiin", action: { label: "Kumoa", url: "/undo/1" } });
    vi.runAllTimers();
    expect([...shown()].map((toast) => toast.querySelector("p")?.textContent)).toEqual(["ei tallentunut", "poistettiin"]);
  });

  it("posts its action with the page's token", () => {
    showToast({ text: "poistettiin", action: { label: "Kumoa", url: "/undo/1" } });
    const form = document.querySelector<HTMLFormElement>("[data-toasts] form");
    expect(form?.getAttribute("action")).toBe("/undo/1");
    expect(form?.querySelector("button")?.textContent).toBe("Kumoa");
    expect(form?.querySelector("input")?.getAttribute("value")).toBe("abc");
  });

  it("makes room for a later one that offers the same", () => {
    for (const text of ["lisättiin", "siirrettiin"]) showToast({ text, action: { label: "Kumoa", url: "/undo/" } });
    expect([...shown()].map((toast) => toast.querySelector("p")?.textContent)).toEqual(["siirrettiin"]);
  });

  it("comes with an event that the server's answer triggers, and closes on request", () => {
    installToasts();
    document.body.dispatchEvent(new CustomEvent("toast", { detail: { text: "valmis" }, bubbles: true }));
    expect(shown()).toHaveLength(1);
    document.querySelector<HTMLElement>("[data-toasts] [data-dismisses]")?.click();
    expect(shown()).toHaveLength(0);
  });
});
