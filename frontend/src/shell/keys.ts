/**
 * Keys that act alone. `?` or `h` opens the dialog `#keys` where the page has one. A checkbox with `data-keys-switch` turns single keys
 * off in this browser, and other scripts ask `keysAreOn`.
 */
import { store, stored } from "./stored";

export const keysAreOn = (): boolean => stored("keys") !== "off";

/** Tell whether a key was pressed for the page: not in a field, not with a modifier, not while a dialog is open. */
export const isForPage = (event: KeyboardEvent): boolean => {
  const target = event.target as Element;
  const writes = target.closest("input, select, textarea, [contenteditable]:not([contenteditable='false'])");
  return keysAreOn() && !writes && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]");
};

export const installKeys = (): void => {
  for (const field of document.querySelectorAll<HTMLInputElement>("[data-keys-switch]")) field.checked = keysAreOn();
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.matches("[data-keys-switch]")) store("keys", field.checked ? "on" : "off");
  });
  document.addEventListener("keydown", (event) => {
    const help = document.getElementById("keys");
    if (!["?", "h"].includes(event.key) || !isForPage(event) || !(help instanceof HTMLDialogElement)) return;
    event.preventDefault();
    help.showModal();
  });
};
