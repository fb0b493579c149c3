/** One field and a list under it: choosing a code, a topic, a reason. What is typed narrows the list; Enter takes what is marked. */
import { icon, make } from "./elements";
import { say } from "./data";

export interface Choice {
  readonly label: string;
  readonly detail?: string;
  readonly colour?: string;
  readonly icon?: string;
  readonly take: () => void;
}

export interface Asking {
  readonly name: string; // a data- attribute of the palette's element holds its words
  readonly text?: string;
  readonly choices: (typed: string) => Choice[];
  readonly near: DOMRect | null;
}

const MANY = 40;
const NARROW = "(max-width: 45rem)";

export class Palette {
  readonly #field: HTMLInputElement;
  readonly #list: HTMLUListElement;
  #asking: Asking | null = null;
  #choices: Choice[] = [];
  #marked = 0;

  constructor(
    readonly element: HTMLElement,
    readonly closed: () => void,
  ) {
    this.#field = element.querySelector("input")!;
    this.#list = element.querySelector("ul")!;
    this.#field.addEventListener("input", () => this.#show());
    element.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#click(event));
    document.addEventListener("pointerdown", (event) => {
      if (this.isOpen && !element.contains(event.target as Node)) this.close();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(asking: Asking): void {
    this.#asking = asking;
    const name = this.element.dataset[asking.name] ?? "";
    this.element.setAttribute("aria-label", name);
    this.#field.setAttribute("aria-label", name);
    this.#field.placeholder = name;
    this.#field.value = asking.text ?? "";
    this.element.hidden = false;
    this.#show();
    this.#place(asking.near);
    this.#field.focus({ preventScroll: true });
    this.#field.select();
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#asking = null;
    this.closed();
  }

  #place(near: DOMRect | null): void {
    const { style } = this.element;
    style.top = style.left = "";
    if (!near || matchMedia(NARROW).matches) return;
    const { width, height } = this.element.getBoundingClientRect();
    const below = near.bottom + 8 + height < window.innerHeight || near.top < height;
    const top = below ? Math.min(near.bottom + 8, window.innerHeight - height - 8) : near.top - height - 8;
    style.top = `${Math.max(8, top)}px`;
    style.left = `${Math.max(8, Math.min(near.left, window.innerWidth - width - 8))}px`;
  }

  #show(): void {
    this.#choices = this.#asking?.choices(this.#field.value).slice(0, MANY) ?? [];
    this.#marked = 0;
    const options = this.#choices.map((choice, place) => option(choice, place));
    this.#list.replaceChildren(...(options.length ? options : [make("li", { class: "quiet", role: "presentation" }, say("no_matches"))]));
    this.#mark(0);
  }

  #mark(place: number): void {
    this.#marked = Math.max(0, Math.min(place, this.#choices.length - 1));
    [...this.#list.children].forEach((option, at) => {
      if (option.getAttribute("role") === "option") option.setAttribute("aria-selected", String(at === this.#marked));
    });
    const marked = this.#list.querySelector<HTMLElement>('[aria-selected="true"]');
    if (marked) this.#field.setAttribute("aria-activedescendant", marked.id);
    else this.#field.removeAttribute("aria-activedescendant");
    marked?.scrollIntoView({ block: "nearest" });
  }

  #take(place: number): void {
    const choice = this.#choices[place];
    if (!choice) return;
    this.close();
    choice.take();
  }

  #click(event: Event): void {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
    if (option) this.#take(Number(option.dataset["place"]));
  }

  #key(event: KeyboardEvent): void {
    const does: Record<string, () => void> = {
      ArrowDown: () => this.#mark(this.#marked + 1),
      ArrowUp: () => this.#mark(this.#marked - 1),
      Enter: () => this.#take(this.#marked),
      Escape: () => this.close(),
      Tab: () => this.close(),
    };
    event.stopPropagation();
    const act = does[event.key];
    if (!act || event.isComposing) return;
    event.preventDefault();
    act();
  }
}

const option = (choice: Choice, place: number): HTMLElement => {
  const swatch = choice.colour ? make("i", { class: "swatch" }) : null;
  swatch?.style.setProperty("--colour", choice.colour!);
  return make(
    "li",
    { role: "option", id: `palette-${place}`, "data-place": place },
    swatch ?? (choice.icon ? icon(choice.icon) : null),
    make("span", {}, choice.label),
    choice.detail && make("small", { class: "quiet" }, choice.detail),
  );
};
