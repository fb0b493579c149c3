/**
 * Boxes that are chosen together: a checkbox with `data-checks="NAME"` checks and clears all of that name in its form, a shift-click those
 * from the one clicked before, and `data-counts="NAME"` tells how many are chosen.
 */
let before: HTMLInputElement | null = null;

const boxes = (form: HTMLFormElement | null, name: string): HTMLInputElement[] =>
  form ? [...form.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][name="${name}"]`)] : [];

const tell = (form: HTMLFormElement | null, name: string): void => {
  const all = boxes(form, name);
  const chosen = all.filter((one) => one.checked).length;
  for (const place of form?.querySelectorAll(`[data-counts="${name}"]`) ?? []) place.textContent = String(chosen);
  const whole = form?.querySelector<HTMLInputElement>(`[data-checks="${name}"]`);
  if (!whole) return;
  whole.checked = chosen > 0 && chosen === all.length;
  whole.indeterminate = chosen > 0 && chosen < all.length;
};

const onChange = (event: Event): void => {
  const box = event.target as HTMLInputElement;
  const whole = box.dataset?.["checks"];
  if (whole) for (const one of boxes(box.form, whole)) one.checked = box.checked;
  if (box.type === "checkbox") tell(box.form, whole ?? box.name);
};

const onClick = (event: MouseEvent): void => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox" || !box.name) return;
  const all = boxes(box.form, box.name);
  const [from, to] = [before ? all.indexOf(before) : -1, all.indexOf(box)].sort((one, other) => one - other) as [number, number];
  if (event.shiftKey && from >= 0) for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  before = box;
};

export const installChecking = (): void => {
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  for (const place of document.querySelectorAll<HTMLElement>("[data-counts]")) tell(place.closest("form"), place.dataset["counts"]!);
};
