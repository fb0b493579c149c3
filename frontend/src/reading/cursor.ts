/** The word at hand or the words selected, painted without touching the page where the browser can (CSS highlights). */
import type { Passages } from "./passages";
import { same, type Span } from "./spans";
import type { Surface } from "./surface";

const AWAY = 120; // pixels that stay free above and below what the cursor stands on

export class Cursor {
  span: Span | null = null;
  extended = false; // more than the word at hand, or chosen by pointer
  #anchor: Span | null = null; // the word at which extending began
  #focus: Span | null = null; // the word to which it reaches
  #found: Span | null = null; // what a search led to: its sentence isn't chosen yet, even where it is the whole of it
  readonly #passages: Passages;

  constructor(
    readonly surface: Surface,
    readonly changed: (cursor: Cursor) => void,
    readonly isMarked: (span: Span) => boolean, // as the selected coding, which shows by itself
  ) {
    this.#passages = surface.passages;
  }

  get words(): string {
    return this.span ? this.#passages.textOf(this.span) : "";
  }

  /** Stand on a word. */
  stand(word: Span | undefined, scroll = true): void {
    if (!word) return;
    this.#anchor = this.#focus = word;
    this.#set(word, false, scroll);
  }

  /** Select words. */
  select(span: Span, scroll = false): void {
    this.#anchor = this.#passages.wordAt(span.start) ?? span;
    this.#focus = this.#passages.wordBefore(span.end) ?? span;
    this.#set(span, true, scroll);
  }

  /** Stand on what a search found. */
  find(span: Span): void {
    this.select(span);
    this.#found = span;
  }

  leave(): void {
    this.stand(this.span ? (this.#passages.wordBefore(this.span.end) ?? this.span) : undefined, false);
  }

  forget(): void {
    this.span = null;
    this.extended = false;
    this.paint();
    this.changed(this);
  }

  byWord(step: 1 | -1): void {
    const { span } = this;
    if (!span) return this.stand(this.#firstInView());
    this.stand(step > 0 ? this.#passages.wordAfter(this.extended ? span.end : span.start + 1) : this.#passages.wordBefore(span.start));
  }

  extendByWord(step: 1 | -1): void {
    const focus = this.#focus;
    if (!focus || !this.#anchor) return this.byWord(step);
    this.#reach(step > 0 ? this.#passages.wordAfter(focus.end) : this.#passages.wordBefore(focus.start));
  }

  extendBySentence(step: 1 | -1): void {
    const focus = this.#focus;
    if (!focus || !this.#anchor) return this.byWord(step);
    if (step > 0) {
      const here = this.#passages.sentenceAt(focus.start);
      const end = here && this.span && here.end > this.span.end ? here : this.#passages.sentenceAfter(Math.max(focus.end, here?.end ?? 0));
      if (!end) return;
      this.#focus = this.#passages.wordBefore(end.end) ?? focus;
      this.#set({ start: Math.min(this.#anchor.start, end.start, this.span?.start ?? end.start), end: end.end }, true, true);
    } else {
      const here = this.#passages.sentenceAt(focus.start);
      const start = here && here.start < focus.start ? here : this.#passages.sentenceBefore(focus.start);
      if (start) this.#reach(start.end <= this.#anchor.start ? this.#passages.wordAt(start.start) : this.#passages.wordBefore(start.start) ?? this.#anchor);
    }
  }

  bySentence(): void {
    const from = this.span ?? this.#firstInView();
    if (!from) return;
    const isFound = !!this.#found && same(this.#found, from);
    this.#found = null;
    this.select(isFound ? this.#passages.sentencesOf(from) : this.#passages.bySentence(from), true);
  }

  refresh(): void {
    this.paint();
  }

  paint(): void {
    if (!("highlights" in CSS)) return this.#paintNatively();
    const ranges = this.span && !this.isMarked(this.span) ? this.surface.rangesOf(this.span) : [];
    CSS.highlights.delete("teema-word");
    CSS.highlights.delete("teema-selection");
    if (ranges.length) CSS.highlights.set(this.extended ? "teema-selection" : "teema-word", new Highlight(...ranges));
  }

  /** Bring the cursor into view where it isn't comfortably so. */
  scrollTo(span = this.span): void {
    const [range] = span ? this.surface.rangesOf(span) : [];
    if (!range) return;
    const { top, bottom } = range.getBoundingClientRect();
    const [low, high] = [AWAY, window.innerHeight - AWAY];
    if (top < low || bottom > high) window.scrollBy({ top: top - window.innerHeight / 3, behavior: "instant" });
  }

  #reach(focus: Span | undefined): void {
    if (!focus || !this.#anchor) return;
    this.#focus = focus;
    const span = { start: Math.min(this.#anchor.start, focus.start), end: Math.max(this.#anchor.end, focus.end) };
    this.#set(span, !same(span, this.#anchor), true);
  }

  #set(span: Span, extended: boolean, scroll: boolean): void {
    this.span = span;
    this.extended = extended;
    if (scroll) this.scrollTo(this.#focus ?? span);
    this.paint();
    this.changed(this);
  }

  #firstInView(): Span | undefined {
    const inView = this.#passages.all.find((passage) => this.surface.sectionOf(passage).getBoundingClientRect().bottom > AWAY);
    return inView && this.#passages.wordAt(inView.start);
  }

  #paintNatively(): void {
    const ranges = this.span ? this.surface.rangesOf(this.span) : [];
    const [first, last] = [ranges[0], ranges.at(-1)];
    if (first && last) document.getSelection()?.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
  }
}
