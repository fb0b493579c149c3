/**
 * `data-opens="ID"` opens a dialog, `data-closes` closes the one it stands in, as does a click beside it. What htmx swaps into a closed
 * dialog opens it, and an answer with `HX-Trigger: closeDialog` closes it. An opener that is a link works without scripts.
 */
const dialogAround = (element: Element): HTMLDialogElement | null => element.closest("dialog");

const opened = (opener: HTMLElement): HTMLDialogElement | null => {
  const found = document.getElementById(opener.dataset["opens"] ?? "");
  return found instanceof HTMLDialogElement ? found : null;
};

const onClick = (event: MouseEvent): void => {
  const target = event.target as Element;
  const opener = target.closest<HTMLElement>("[data-opens]");
  const dialog = opener && opened(opener);
  if (dialog && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    dialog.showModal();
  } else if (target.closest("[data-closes]")) {
    dialogAround(target)?.close();
  } else if (target instanceof HTMLDialogElement && isBeside(target, event)) {
    target.close();
  }
};

/** A click on a dialog itself is one on its padding or on the veil around it. */
const isBeside = (dialog: HTMLDialogElement, { clientX, clientY }: MouseEvent): boolean => {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
};

export const installDialogs = (): void => {
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:afterSwap", (event) => {
    const dialog = dialogAround(event.target as Element);
    if (dialog && !dialog.open) dialog.showModal();
  });
  document.addEventListener("closeDialog", () => document.querySelector<HTMLDialogElement>("dialog[open]")?.close());
};
