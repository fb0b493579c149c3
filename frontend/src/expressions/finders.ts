/** A `select[data-combobox]` becomes a field in which one finds by typing, as in the reading view's palette; the select keeps the value. */
import { search } from "../reading/fuzzy";
import { make } from "../reading/elements";
import { say } from "./words";
import { announce, type Option, type Suggestions } from "./suggestions";

const optionOf = (option: HTMLOptionElement): Option => ({ text: option.dataset["text"] ?? option.text.trim(), value: option.value });

const enhance = (select: HTMLSelectElement, suggestions: Suggestions): void => {
  const field = make("input", { class: "control", type: "text", id: select.id, autocomplete: "off", spellcheck: "false", "data-finder": true });
  const options = [...select.options].map(optionOf);
  const shown = (): string => (select.value ? (options.find((option) => option.value === select.value)?.text ?? "") : "");
  const take = (option: Option): void => {
    const changed = select.value !== option.value;
    select.value = option.value;
    field.value = shown();
    if (changed) select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const source = { options: (typed: string) => search(typed, options, (option) => option.text), take, none: say("no_matches") };
  select.removeAttribute("id");
  select.hidden = true;
  field.placeholder = options.find((option) => !option.value)?.text ?? "";
  field.value = shown();
  announce(field);
  select.after(field);
  field.addEventListener("focus", () => {
    field.select();
    suggestions.show(field, source, "");
  });
  field.addEventListener("click", () => {
    if (!suggestions.isOpenFor(field)) suggestions.show(field, source, "");
  });
  field.addEventListener("input", () => suggestions.show(field, source));
  field.addEventListener("keydown", (event) => {
    if (suggestions.key(event)) event.stopPropagation();
    else if (event.key === "ArrowDown") suggestions.show(field, source, "");
  });
  field.addEventListener("change", (event) => event.stopPropagation()); // the select tells of a change itself
  field.addEventListener("blur", () => {
    suggestions.close();
    const empty = options.find((option) => !option.value);
    if (!field.value.trim() && empty) take(empty);
    else field.value = shown();
  });
};

export const installFinders = (suggestions: Suggestions): void => {
  const within = (root: ParentNode): void => root.querySelectorAll<HTMLSelectElement>("select[data-combobox]:not([hidden])").forEach((select) => enhance(select, suggestions));
  within(document);
  document.addEventListener("htmx:load", (event) => within(event.target as Element));
};
