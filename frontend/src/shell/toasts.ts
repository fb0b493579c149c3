/**
 * Short news at the page's corner. The server sends them as Django's messages, or as `HX-Trigger: {"toast": {"text": …, "kind": …,
 * "action": {"label": …, "url": …}}}`; the action posts to its address, to undo for example. Markup and words are the template's.
 */
export interface Toast {
  text: string;
  kind?: "info" | "good" | "warning" | "bad";
  action?: { label: string; url: string };
}

const SHOWN = 6000; // milliseconds; what can be acted on, or went wrong, stays until it is closed

const region = (): HTMLElement | null => document.querySelector("[data-toasts]");

export const showToast = (toast: Toast): void => {
  const made = document.querySelector<HTMLTemplateElement>("#toast")?.content.firstElementChild?.cloneNode(true);
  if (!(made instanceof HTMLElement)) return;
  made.classList.add(toast.kind ?? "info");
  made.querySelector("[data-text]")?.append(toast.text);
  addAction(made, toast.action);
  replaceOffer(toast.action);
  region()?.append(made);
  leaveInTime(made);
};

/** An action such as undo concerns the latest change: an earlier toast that offers the same one makes room for it. */
const replaceOffer = (action: Toast["action"]): void => {
  if (!action) return;
  for (const form of region()?.querySelectorAll<HTMLFormElement>(".toast form") ?? []) {
    if (form.getAttribute("action") === action.url) form.closest(".toast")?.remove();
  }
};

const addAction = (toast: HTMLElement, action: Toast["action"]): void => {
  const form = toast.querySelector<HTMLFormElement>("form");
  if (!action || !form) return form?.remove();
  form.action = action.url;
  form.querySelector("button")?.append(action.label);
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  form.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]')?.setAttribute("value", token);
};

const leaveInTime = (toast: HTMLElement): void => {
  const stays = toast.querySelector("form") || toast.matches(".bad, .warning, .error");
  if (stays) return;
  const later = (): ReturnType<typeof setTimeout> => setTimeout(() => toast.remove(), SHOWN);
  let timer = later();
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => (timer = later()));
};

export const installToasts = (): void => {
  document.addEventListener("toast", (event) => showToast((event as CustomEvent<Toast>).detail));
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-dismisses]")) target.closest(".toast")?.remove();
  });
  for (const toast of region()?.querySelectorAll<HTMLElement>(".toast") ?? []) leaveInTime(toast);
};
