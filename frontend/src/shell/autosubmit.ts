/** A field with `data-autosubmit` sends its form as soon as it has changed. Its button has the class `unscripted`. */
export const installAutosubmit = (): void => {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement | HTMLSelectElement;
    if (field.matches("[data-autosubmit]")) field.form?.requestSubmit();
  });
};
