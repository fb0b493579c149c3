/** The bar beside selected words, and the codes that are likeliest there: its first buttons, and what the digits mean. */
import { find, make } from "./elements";
import { type Use, likeliest } from "./likeliest";
import { overlaps, same, type Span } from "./spans";
import { shown, type Store } from "./store";
import type { Surface } from "./surface";

const DIGITS = 9;
const IN_BAR = 5;
const NEAR = 3; // passages on each side whose codes are likely

export class Bar {
  readonly #element = find("[data-bar]");
  #digits: readonly string[] = [];
  #digitsFor: Span | null = null;

  constructor(
    readonly store: Store,
    readonly surface: Surface,
    readonly learned: () => void,
  ) {}

  /** The likeliest codes for the words last looked at; none for one who doesn't code. */
  get digits(): readonly string[] {
    return this.store.page.can.code ? this.#digits : [];
  }

  show(span: Span): void {
    if (!this.#element.children.length) return this.hide(span);
    this.learn(span);
    const list = this.#element.querySelector("[data-likeliest]");
    list?.replaceChildren(...this.#digits.slice(0, IN_BAR).map((code, place) => this.#likely(code, place)));
    this.#element.hidden = false;
    this.#place(span);
  }

  hide(span: Span | null): void {
    this.#element.hidden = true;
    if (span) this.learn(span);
  }

  /** Reckon the likeliest codes for words; for the same words they stay as they are. */
  learn(span: Span): void {
    if (this.#digitsFor && (same(this.#digitsFor, span) || overlaps(this.#digitsFor, span)) && this.#digits.length) return;
    this.#digitsFor = span;
    const at = this.surface.passages.indexAt(span.start);
    const near: Use[] = [];
    for (const coding of this.store.codings.values()) {
      const distance = Math.abs(this.surface.passages.indexAt(coding.start) - at);
      if (distance <= NEAR) near.push({ code: coding.code_id, distance });
    }
    const nodes = this.store.inOrder();
    const leaves = nodes.filter((node) => node.parent);
    this.#digits = likeliest(leaves.length ? leaves : nodes, this.store.recent, near, DIGITS);
    this.learned();
  }

  #likely(code: string, place: number): HTMLElement {
    const node = this.store.nodes.get(code);
    const button = make("button", { type: "button", class: "chip likely", "data-digit": place + 1, title: `${shown(node?.theme)} › ${shown(node)}` });
    const theme = node && this.store.isAmbiguous(node) ? make("small", {}, shown(node.theme)) : null;
    button.append(make("i", { class: "swatch" }), make("span", {}, shown(node)), ...(theme ? [theme] : []), make("kbd", {}, String(place + 1)));
    button.style.setProperty("--colour", node?.colour ?? "var(--quiet)");
    return button;
  }

  #place(span: Span): void {
    const rects = this.surface.rangesOf(span).flatMap((range) => [...range.getClientRects()]);
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last) return;
    const { width, height } = this.#element.getBoundingClientRect();
    const home = find("[data-reading]").getBoundingClientRect();
    const below = last.bottom + height + 12 < window.innerHeight || first.top < height + 80;
    const top = below ? last.bottom + 8 : first.top - height - 8;
    const text = this.surface.article.getBoundingClientRect();
    const left = Math.max(text.left, Math.min(last.left, text.right - width));
    this.#element.style.top = `${top - home.top}px`;
    this.#element.style.left = `${left - home.left}px`;
  }
}
