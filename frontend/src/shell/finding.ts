/** A list with `data-finds="WORDS"` gets a field above it: what is typed there, however loosely, leaves the options that answer it, the best chosen. */
import { search } from "../reading/fuzzy";

const fieldFor = (list: HTMLSelectElement): HTMLInputElement => {
  const field = document.createElement("input");
  field.type = "search";
  field.className = "finds";
  field.autocomplete = "off";
  field.placeholder = list.dataset["finds"] ?? "";
  field.setAttribute("aria-label", field.placeholder);
  return field;
};

const equip = (list: HTMLSelectElement): void => {
  const all = [...list.options];
  const field = fieldFor(list);
  field.addEventListener("input", () => {
    const found = search(field.value, all.filter((one) => one.value), (one) => one.text);
    list.replaceChildren(...(field.value.trim() ? found : all));
    list.selectedIndex = 0;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // chosen already: the form goes by its button
    if (event.key === "ArrowDown" || event.key === "Enter") list.focus();
  });
  list.before(field);
};

export const installFinding = (): void => {
  document.querySelectorAll<HTMLSelectElement>("select[data-finds]").forEach(equip);
};
