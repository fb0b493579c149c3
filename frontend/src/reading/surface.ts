/** The passages on the page: from a position to its place in the document, and back. */
import { Passage, Passages } from "./passages";
import type { Span } from "./spans";

export class Surface {
  readonly passages: Passages;
  readonly #sections: readonly HTMLElement[];
  readonly #of = new Map<Passage, HTMLElement>();

  constructor(readonly article: HTMLElement) {
    this.#sections = [...article.querySelectorAll<HTMLElement>("section.turn")];
    this.passages = new Passages(this.#sections.map(passageOf));
    this.passages.all.forEach((passage, place) => this.#of.set(passage, this.#sections[place]!));
  }

  sectionOf(passage: Passage): HTMLElement {
    return this.#of.get(passage)!;
  }

  saidOf(passage: Passage): HTMLElement {
    return this.sectionOf(passage).querySelector<HTMLElement>(".words")!;
  }

  marginOf(passage: Passage): HTMLElement {
    return this.sectionOf(passage).querySelector<HTMLElement>(".margin")!;
  }

  passageOf(section: Element | null | undefined): Passage | undefined {
    return this.passages.all[this.#sections.indexOf(section as HTMLElement)];
  }

  /** Return the position of a place in the document; null outside the text. */
  positionOf(node: Node, offset: number): number | null {
    const element = node instanceof Element ? node : node.parentElement;
    const section = element?.closest<HTMLElement>("section.turn");
    const passage = this.passageOf(section);
    if (!section || !passage) return null;
    const said = this.saidOf(passage);
    if (!said.contains(node)) return said.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING ? passage.end : passage.start;
    const before = document.createRange();
    before.setStart(said, 0);
    before.setEnd(node, offset);
    return passage.start + passage.measured.points(before.toString().length);
  }

  /** Return the position under a point of the window. */
  positionAt(x: number, y: number): number | null {
    const place = document.caretPositionFromPoint?.(x, y);
    if (place) return this.positionOf(place.offsetNode, place.offset);
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? this.positionOf(range.startContainer, range.startOffset) : null;
  }

  /** Return what the user selected in the text, as positions. */
  selected(): Span | null {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.article)) return null;
    const start = this.positionOf(range.startContainer, range.startOffset) ?? this.passages.all[0]?.start ?? 0;
    const end = this.positionOf(range.endContainer, range.endOffset) ?? this.passages.all.at(-1)?.end ?? 0;
    return start < end ? { start, end } : null;
  }

  /** Return a range for each passage under a span. */
  rangesOf(span: Span): Range[] {
    return this.passages.under(span).map((passage) => this.#range(passage, span));
  }

  #range(passage: Passage, span: Span): Range {
    const range = document.createRange();
    const said = this.saidOf(passage);
    const start = placeIn(said, passage.measured.units(Math.max(0, span.start - passage.start)));
    const end = placeIn(said, passage.measured.units(Math.min(passage.end, span.end) - passage.start));
    range.setStart(...start);
    range.setEnd(...end);
    return range;
  }
}

const passageOf = (section: HTMLElement): Passage => {
  const said = section.querySelector(".words");
  const speaker = section.querySelector("header b")?.textContent ?? "";
  const isTurn = section.dataset["turn"] !== undefined;
  return new Passage(Number(section.dataset["start"]), said?.textContent ?? "", speaker, isTurn, section.classList.contains("asks"));
};

/** Return the text node and the offset at which a unit of an element's text stands. */
const placeIn = (element: HTMLElement, units: number): [Node, number] => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = units;
  let last: Node | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node as Text;
    if (left <= length) return [node, left];
    left -= length;
    last = node;
  }
  return last ? [last, (last as Text).length] : [element, 0];
};
