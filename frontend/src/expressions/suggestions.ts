/** A list under a field that narrows as one types: Arrow keys mark, Enter or Tab takes, Escape closes. One is open at a time. */
import { make } from "../reading/elements";

export interface Option {
  readonly text: string;
  readonly value: string;
}

export interface Source {
  readonly options: (typed: string) => Option[];
  readonly take: (option: Option) => void;
  readonly none: string;
}

const MANY = 50;

export class Suggestions {
  readonly #list = make("ul", { class: "suggestions", role: "listbox", id: "suggestions", hidden: true });
  #field: HTMLInputElement | null = null;
  #source: Source | null = null;
  #options: Option[] = [];
  #marked = 0;

  constructor() {
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const item = (event.target as Element).closest<HTMLElement>("[data-place]");
      if (item) this.#take(Number(item.dataset["place"]));
    });
    addEventListener("scroll", () => this.#place(), { passive: true, capture: true });
    addEventListener("resize", () => this.#place());
  }

  isOpenFor(field: Element): boolean {
    return this.#field === field;
  }

  /** Show what answers the field's text, or all there is. */
  show(field: HTMLInputElement, source: Source, typed = field.value): void {
    if (this.#field !== field) this.close();
    this.#field = field;
    this.#source = source;
    this.#options = source.options(typed).slice(0, MANY);
    const items = this.#options.map((option, place) => make("li", { role: "option", id: `suggestion-${place}`, "data-place": place }, option.text));
    this.#list.replaceChildren(...(items.length ? items : [make("li", { class: "quiet", role: "presentation" }, source.none)]));
    this.#list.setAttribute("aria-label", field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent ?? "");
    this.#list.hidden = false;
    if (!this.#list.isConnected) document.body.append(this.#list);
    field.setAttribute("aria-expanded", "true");
    this.#mark(0);
    this.#place();
  }

  close(): void {
    this.#list.hidden = true;
    this.#field?.setAttribute("aria-expanded", "false");
    this.#field?.removeAttribute("aria-activedescendant");
    this.#field = this.#source = null;
  }

  /** Do what a key does while the list is open for the field; tell whether it did anything. */
  key(event: KeyboardEvent): boolean {
    if (!this.#field || event.target !== this.#field || event.isComposing) return false;
    const does: Record<string, () => void> = {
      ArrowDown: () => this.#mark(this.#marked + 1),
      ArrowUp: () => this.#mark(this.#marked - 1),
      Enter: () => this.#take(this.#marked),
      Tab: () => this.#take(this.#marked),
      Escape: () => this.close(),
    };
    const act = does[event.key];
    if (!act || (event.key === "Tab" && event.shiftKey)) return false;
    if (event.key !== "Tab") event.preventDefault();
    act();
    return true;
  }

  #take(place: number): void {
    const option = this.#options[place];
    const source = this.#source;
    this.close();
    if (option) source?.take(option);
  }

  #mark(place: number): void {
    this.#marked = Math.max(0, Math.min(place, this.#options.length - 1));
    [...this.#list.children].forEach((item, at) => {
      if (item.getAttribute("role") === "option") item.setAttribute("aria-selected", String(at === this.#marked));
    });
    const marked = this.#list.children[this.#marked];
    if (this.#options.length && marked) {
      this.#field?.setAttribute("aria-activedescendant", marked.id);
      marked.scrollIntoView({ block: "nearest" });
    } else this.#field?.removeAttribute("aria-activedescendant");
  }

  #place(): void {
    if (!this.#field || this.#list.hidden) return;
    const box = this.#field.getBoundingClientRect();
    const { style } = this.#list;
    const width = Math.min(Math.max(box.width, 240), innerWidth - 16);
    style.width = `${width}px`;
    style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
    const height = this.#list.offsetHeight;
    const above = box.bottom + height + 8 > innerHeight && box.top > height;
    style.top = `${above ? box.top - height - 4 : box.bottom + 4}px`;
  }
}

/** Make a field say that a list belongs to it. */
export const announce = (field: HTMLInputElement): void => {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "suggestions");
  field.setAttribute("aria-expanded", "false");
};
