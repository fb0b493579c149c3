/** What can't be undone asks once, by name: a form with `data-confirm-name="NAME"` is sent once its `data-confirm-input` holds the name. */
const plain = (text: string): string => text.normalize("NFC").trim();

export const isConfirmed = (form: HTMLFormElement): boolean => {
  const written = form.querySelector<HTMLInputElement>("[data-confirm-input]")?.value ?? "";
  return plain(written) === plain(form.dataset["confirmName"] ?? "");
};

const formOf = (event: Event): HTMLFormElement | null => (event.target as Element).closest<HTMLFormElement>("form[data-confirm-name]");

const show = (form: HTMLFormElement): void => {
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) button.disabled = !isConfirmed(form);
};

export const installConfirming = (): void => {
  document.querySelectorAll<HTMLFormElement>("form[data-confirm-name]").forEach(show);
  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) show(form);
  });
  document.addEventListener("htmx:load", (event) => {
    (event.target as Element).querySelectorAll<HTMLFormElement>("form[data-confirm-name]").forEach(show);
  });
  document.addEventListener("submit", (event) => {
    const form = formOf(event);
    if (form && !isConfirmed(form)) event.preventDefault();
  });
};
