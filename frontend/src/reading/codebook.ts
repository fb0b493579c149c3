/** The codebook beside the text: a tree with counts; a click codes what is selected, or shows that code alone. */
import { say } from "./data";
import { icon, make } from "./elements";
import { search } from "./fuzzy";
import { labelOf, type Node, shown, type Store, total } from "./store";

export class CodebookPanel {
  readonly #folded = new Set<string>();
  readonly #tree: HTMLElement;
  readonly #field: HTMLInputElement;
  #digits: readonly string[] = [];
  #only = "";

  constructor(
    readonly element: HTMLElement,
    readonly store: Store,
    readonly chosen: (node: Node) => void,
  ) {
    this.#tree = element.querySelector<HTMLElement>("[data-tree]")!;
    this.#field = element.querySelector<HTMLInputElement>("[data-code-search]")!;
    this.#field.addEventListener("input", () => this.draw());
    this.#tree.addEventListener("click", (event) => this.#click(event));
    this.draw();
  }

  /** Show the keys of the likeliest codes, and which code alone is shown. */
  mark(digits: readonly string[], only: string): void {
    if (only === this.#only && digits.join() === this.#digits.join()) return;
    this.#digits = digits;
    this.#only = only;
    this.draw();
  }

  draw(): void {
    const query = this.#field.value;
    const found = query.trim() ? new Set(search(query, this.store.inOrder(), wordsOf).map((node) => node.id)) : null;
    const items = this.store.themes.map((theme) => this.#item(theme, found)).filter((item) => !!item);
    this.#tree.replaceChildren(...items);
    this.element.querySelector<HTMLElement>("[data-no-codes]")!.hidden = this.store.nodes.size > 0;
  }

  #item(node: Node, found: ReadonlySet<string> | null): HTMLElement | null {
    const children = node.children.map((child) => this.#item(child, found)).filter((item) => !!item);
    if (found && !found.has(node.id) && !children.length) return null;
    const folded = !found && this.#folded.has(node.id);
    const row = make("div", { class: `code-row${node.id === this.#only ? " only" : ""}` }, this.#fold(node, folded), this.#button(node));
    return make("li", {}, row, children.length && !folded ? make("ul", { role: "list" }, ...children) : null);
  }

  #fold(node: Node, folded: boolean): HTMLElement {
    if (!node.children.length) return make("span", { class: "fold-space" });
    const button = make("button", { type: "button", class: "fold-button", "data-fold": node.id, "aria-expanded": String(!folded), "aria-label": shown(node) });
    button.append(icon(folded ? "chevron-right" : "chevron-down"));
    return button;
  }

  #button(node: Node): HTMLElement {
    const digit = this.#digits.indexOf(node.id) + 1;
    const button = make(
      "button",
      { type: "button", class: "code", "data-code-id": node.id, title: [pathOf(node), labelled(node), node.definition].filter(Boolean).join("\n") },
      make("i", { class: "swatch" }),
      make("span", {}, shown(node)),
      digit > 0 && make("kbd", {}, String(digit)),
      make("small", { class: "number quiet" }, String(total(node))),
    );
    button.style.setProperty("--colour", node.colour);
    return button;
  }

  #click(event: Event): void {
    const target = event.target as Element;
    const fold = target.closest<HTMLElement>("[data-fold]")?.dataset["fold"];
    if (fold) return this.#toggle(fold);
    const node = this.store.nodes.get(target.closest<HTMLElement>("[data-code-id]")?.dataset["codeId"] ?? "");
    if (node) this.chosen(node);
  }

  #toggle(id: string): void {
    if (!this.#folded.delete(id)) this.#folded.add(id);
    this.draw();
    this.#tree.querySelector<HTMLElement>(`[data-fold="${id}"]`)?.focus();
  }
}

/** Say the label where it isn't the name. */
export const labelled = (node: Node | undefined): string => (labelOf(node) ? say("labelled", { label: labelOf(node) }) : "");

/** What a code is found by: its names from the theme down, and its label. */
export const wordsOf = (node: Node): string => [pathOf(node), labelOf(node)].filter(Boolean).join(" ");

export const pathOf = (node: Node): string => (node.parent ? `${pathOf(node.parent)} › ${shown(node)}` : shown(node));
