/** A form that has been sent isn't sent again by a second click: a study would be begun twice. */
const SENT = "sent";
const PATIENCE = 10_000; // milliseconds after which a form whose page stayed, as after a download, may be sent again

export const installSubmitting = (): void => {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (SENT in form.dataset) return event.preventDefault();
    form.dataset[SENT] = "";
    setTimeout(() => delete form.dataset[SENT], PATIENCE);
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset[SENT];
  });
};
