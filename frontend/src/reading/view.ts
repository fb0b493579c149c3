/** The reading view itself: what is selected, and which part of the page does what each command asks. */
import { Bar } from "./bar";
import { Choosing } from "./choosing";
import { CodebookPanel } from "./codebook";
import { Cursor } from "./cursor";
import { type Coding, say } from "./data";
import { Deeds, quoted } from "./deeds";
import { find } from "./elements";
import { Finding } from "./finding";
import { Filters } from "./filters";
import type { Commands } from "./keys";
import { Labels } from "./labels";
import { Marking } from "./marking";
import { Moving } from "./moving";
import type { Outbox } from "./outbox";
import { Painter } from "./painting";
import { Palette } from "./palette";
import { CodingPanel } from "./panel";
import { Progress } from "./progress";
import { Repainting } from "./repainting";
import { length, overlaps, same, type Span } from "./spans";
import type { Node, Store } from "./store";
import type { Surface } from "./surface";

export class View {
  readonly cursor: Cursor;
  readonly painter: Painter;
  readonly palette: Palette;
  readonly deeds: Deeds;
  readonly #repainting: Repainting;
  readonly #panel: CodingPanel;
  readonly #book: CodebookPanel;
  readonly #filters: Filters;
  readonly #choosing: Choosing;
  readonly #finding: Finding;
  readonly #bar: Bar;
  readonly #progress: Progress;
  readonly #moving: Moving;
  readonly #marking: Marking;
  #chosen: string | null = null;
  #drawing = 0;

  constructor(
    readonly store: Store,
    readonly surface: Surface,
    outbox: Outbox,
    readonly announce: (words: string) => void,
    readonly toast: (words: string) => void,
  ) {
    this.cursor = new Cursor(
      surface,
      () => this.#moved(),
      (span) => !!this.chosen && same(this.chosen, span),
    );
    this.#filters = new Filters(store, surface, () => this.#repaintAll());
    this.painter = new Painter(store, surface, (coding) => this.#filters.shows(coding));
    this.#repainting = new Repainting(surface, this.painter, new Labels(store, surface, this.painter), {
      chosen: () => this.chosen?.id ?? null,
      shown: (words) => this.#shown(words),
      counted: (book) => this.#counted(book),
    });
    this.deeds = new Deeds(store, outbox, (answer) => this.#undone(answer.said ?? ""));
    this.palette = new Palette(find("[data-palette]"), () => this.focusText());
    this.#book = new CodebookPanel(find("[data-codebook]"), store, (node) => this.#pressed(node));
    this.#finding = new Finding(surface, (hit) => this.#arrive(hit), () => this.focusText());
    this.#panel = new CodingPanel(find("[data-panel]"), store, (coding) => surface.passages.textOf(coding), {
      change: (coding, values) => this.change(coding, values),
      note: (coding, text) => this.deeds.note(text, coding),
      removeNote: (memo) => this.deeds.removeNote(memo),
      back: () => this.focusText(),
    });
    this.#choosing = new Choosing(store, this.palette, () => this.#place());
    this.#bar = new Bar(store, surface, () => this.#markBook());
    this.#progress = new Progress(store, surface);
    this.#moving = new Moving(this, this.#progress);
    this.#marking = new Marking(this, this.#choosing);
    store.watch((spans, book) => this.#repainting.changed(spans, book));
    this.#progress.tell();
  }

  get chosen(): Coding | null {
    return (this.#chosen && this.store.codings.get(this.#chosen)) || null;
  }

  get commands(): Commands {
    const moving = this.#moving;
    const marking = this.#marking;
    const { cursor } = this;
    return {
      turn: (step) => moving.turn(step),
      word: (step) => moving.freely(() => cursor.byWord(step)),
      extendWord: (step) => moving.freely(() => cursor.extendByWord(step)),
      extendSentence: (step) => moving.freely(() => cursor.extendBySentence(step)),
      sentence: () => moving.freely(() => cursor.bySentence()),
      uncoded: (step) => moving.uncoded(step),
      choose: () => this.#chooseAt(cursor.span),
      code: () => this.#onWords((span) => this.#choosing.code((code) => this.code(span, code))),
      digit: (digit) => this.#onWords((span) => this.#digit(span, digit)),
      inVivo: () => this.#onWords((span) => this.#choosing.inVivo(cursor.words, (code) => this.code(span, code))),
      exclude: () => this.#onWords((span) => marking.exclude(span)),
      note: () => this.#note(),
      reduced: () => this.onCoding(() => this.#openPanel("reduced")),
      topic: () => this.onCoding((coding) => marking.topic(coding)),
      valence: (value) => this.onCoding((coding) => marking.valence(coding, value)),
      aspect: () => this.onCoding((coding) => marking.aspect(coding)),
      moveEnd: (step) => marking.moveEnd(step),
      moveStart: (step) => marking.moveStart(step),
      remove: () => this.remove(),
      undo: () => this.#takeBack("undo"),
      redo: () => this.#takeBack("redo"),
      search: () => this.#finding.open(),
      leave: () => this.leave(),
    };
  }

  /** Code words, unless they have the code already; the new coding is the selected one. */
  code(span: Span, code: Parameters<Deeds["add"]>[1]): void {
    const there = typeof code === "string" ? this.store.codingLike(span, code) : undefined;
    if (there) {
      this.choose(there);
      return this.announce(say("already", { code: this.deeds.nameOf(there) }));
    }
    const coding = this.deeds.add(span, code);
    this.#chosen = coding.id;
    this.#refresh(coding);
    this.announce(say("coded", { code: this.deeds.nameOf(coding), words: quoted(this.surface.passages.textOf(span)) }));
  }

  choose(coding: Coding | null, scroll = false): void {
    const earlier = this.chosen;
    this.#chosen = coding?.id ?? null;
    this.#refresh(earlier, coding);
    if (!coding) return;
    this.cursor.select(coding, false);
    if (scroll) this.#arrive(coding);
    this.#bar.hide(this.cursor.span);
    this.announce(say("selected", { code: this.deeds.nameOf(coding), words: quoted(this.surface.passages.textOf(coding)) }));
  }

  /** Choose among the codings over a place, the shortest first; again, the next one. */
  cycle(codings: readonly Coding[]): void {
    const at = codings.findIndex((coding) => coding.id === this.#chosen);
    const next = codings[(at + 1) % codings.length];
    if (next) this.choose(next);
  }

  leave(): void {
    if (this.cursor.extended) this.cursor.leave();
    this.choose(null);
    this.#filters.clearCode();
    document.body.classList.remove("side-open");
  }

  remove(): void {
    this.onCoding((coding) => {
      this.choose(null);
      this.deeds.remove(coding);
      this.announce(say("removed", { code: this.deeds.nameOf(coding) }));
    });
  }

  /** Let a selected coding go. */
  letGo(): void {
    if (this.chosen) this.choose(null);
  }

  /** Do something to the selected coding, if there is one and it may be changed. */
  onCoding(act: (coding: Coding) => void): void {
    const coding = this.chosen;
    if (!coding) return this.toast(say("no_coding"));
    if (!this.store.mayChange(coding)) return this.toast(say("not_yours", { coder: coding.coder }));
    act(coding);
  }

  change(coding: Coding, values: Partial<Coding>): void {
    const now = this.store.codings.get(coding.id) ?? coding;
    const changed = Object.entries(values).some(([name, value]) => now[name as keyof Coding] !== value);
    if (changed) this.deeds.change(now, values);
  }

  changeCode(): void {
    this.onCoding((coding) => this.#choosing.change((code) => this.change(coding, { code_id: code })));
  }

  clearFilters(): void {
    this.#filters.clear();
  }

  focusText(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  /** Take the place under a click: a coding there, else the word. */
  press(x: number, y: number, element: Element | null): void {
    const codings = this.painter.over(element?.closest(".words span") ?? null);
    const position = this.surface.positionAt(x, y);
    if (codings.length) return this.cycle(codings);
    this.letGo();
    if (position !== null) this.cursor.stand(this.surface.passages.wordAt(position), false);
  }

  selectWords(span: Span, whole: boolean): void {
    const tidy = this.surface.passages.tidy(span, whole);
    if (!tidy) return;
    if (this.chosen && !same(this.chosen, tidy)) this.choose(null);
    this.cursor.select(tidy);
    this.announce(say("selected_words", { words: quoted(this.cursor.words) }));
  }

  // What was selected, and what of the page follows it.

  #moved(): void {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = requestAnimationFrame(() => this.#drawBar());
  }

  #drawBar(): void {
    const { span, extended } = this.cursor;
    if (!span || !extended || (this.chosen && same(this.chosen, span))) this.#bar.hide(span);
    else this.#bar.show(span);
  }

  #markBook(): void {
    this.#book.mark(this.#bar.digits, this.#filters.code);
  }

  #place(): DOMRect | null {
    const ranges = this.cursor.span ? this.surface.rangesOf(this.cursor.span) : [];
    return [...(ranges.at(-1)?.getClientRects() ?? [])].at(-1) ?? null;
  }

  // Commands.

  #onWords(act: (span: Span) => void): void {
    if (!this.store.page.can.code) return;
    const { span } = this.cursor;
    if (!span) return this.announce(say("nothing_selected"));
    this.#bar.learn(span);
    act(span);
  }

  #digit(span: Span, digit: number): void {
    const code = this.#bar.digits[digit - 1];
    if (code) this.code(span, code);
    else this.announce(say("no_code", { number: digit }));
  }

  #chooseAt(span: Span | null): void {
    if (!span) return;
    const place = { start: span.start, end: span.start + 1 };
    const there = [...this.store.codings.values()].filter((coding) => overlaps(coding, place) && this.#filters.shows(coding));
    there.sort((one, other) => length(one) - length(other) || (one.id < other.id ? -1 : 1));
    if (there.length) this.cycle(there);
  }

  #note(): void {
    if (!this.store.page.can.note) return;
    if (this.chosen) return this.#openPanel("memo");
    const passage = this.cursor.span ? this.surface.passages.at(this.cursor.span.start) : undefined;
    const time = passage && this.surface.sectionOf(passage).querySelector("time")?.textContent;
    this.#choosing.note((text) => {
      this.deeds.note(text, null, [time, passage?.speaker].filter(Boolean).join(" "));
      this.announce(say("note_saved"));
    });
  }

  #openPanel(field: "reduced" | "memo"): void {
    document.body.classList.add("side-open");
    this.#panel.focus(field);
  }

  #takeBack(which: "undo" | "redo"): void {
    if (this.store.page.can.note) this.deeds.takeBack(which);
  }

  #undone(said: string): void {
    if (this.#chosen && !this.chosen) this.choose(null);
    this.toast(said);
  }

  #pressed(node: Node): void {
    const { span, extended } = this.cursor;
    if (span && extended && this.store.page.can.code) return this.code(span, node.id);
    this.#filters.toggleCode(node);
    this.#markBook();
  }

  #arrive(span: Span): void {
    this.surface.passages.under(span).forEach((passage) => this.#repainting.draw(passage));
    this.cursor.select(span, false);
    this.cursor.scrollTo(span);
  }

  // Painting.

  /** Passages were painted: what else shows the selected coding follows. */
  #shown(words: boolean): void {
    if (!this.chosen) this.#chosen = null;
    if (words) this.cursor.refresh();
    this.#panel.show(this.chosen);
    document.body.classList.toggle("coding-chosen", !!this.chosen);
    this.#moved();
  }

  #counted(book: boolean): void {
    if (book) this.#book.draw();
    this.#progress.tell();
  }

  #refresh(...codings: (Coding | null)[]): void {
    this.#repainting.changed(codings.filter((coding) => !!coding), false);
  }

  #repaintAll(): void {
    this.#repainting.drawAll();
    this.cursor.refresh();
    this.#markBook();
  }
}
