/** The reading view itself: what is selected, what is painted, and what each command does. */
import { Choosing } from "./choosing";
import { CodebookPanel } from "./codebook";
import { Cursor } from "./cursor";
import { type Coding, say } from "./data";
import { Deeds, quoted } from "./deeds";
import { find, make } from "./elements";
import { Finding } from "./finding";
import { Filters } from "./filters";
import type { Commands } from "./keys";
import { Labels, valenceName } from "./labels";
import { type Use, likeliest } from "./likeliest";
import type { Outbox } from "./outbox";
import { Painter } from "./painting";
import { Palette } from "./palette";
import { CodingPanel } from "./panel";
import type { Passage } from "./passages";
import { covers, length, overlaps, same, type Span } from "./spans";
import { type Node, shown, type Store } from "./store";
import type { Surface } from "./surface";

const DIGITS = 9;
const IN_BAR = 5;
const NEAR = 3; // passages on each side whose codes are likely
const AHEAD = "900px";
const AFTER = 30; // milliseconds after which counts follow what was painted

export class View {
  readonly cursor: Cursor;
  readonly painter: Painter;
  readonly palette: Palette;
  readonly deeds: Deeds;
  readonly #labels: Labels;
  readonly #panel: CodingPanel;
  readonly #book: CodebookPanel;
  readonly #filters: Filters;
  readonly #choosing: Choosing;
  readonly #finding: Finding;
  readonly #bar = find("[data-bar]");
  readonly #inView = new Set<Passage>();
  #chosen: string | null = null;
  #digits: string[] = [];
  #digitsFor: Span | null = null;
  #drawing = 0;
  #due: { readonly passages: Set<Passage>; book: boolean } | null = null;

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
    this.#labels = new Labels(store, surface, this.painter);
    this.deeds = new Deeds(store, outbox, (answer) => this.#undone(answer.said ?? ""));
    this.palette = new Palette(find("[data-palette]"), () => this.focusText());
    this.#book = new CodebookPanel(find("[data-codebook]"), store, (node) => this.#pressed(node));
    this.#finding = new Finding(surface, (hit) => this.#arrive(hit), () => this.focusText());
    this.#panel = new CodingPanel(find("[data-panel]"), store, (coding) => surface.passages.textOf(coding), {
      change: (coding, values) => this.#change(coding, values),
      note: (coding, text) => this.deeds.note(text, coding),
      removeNote: (memo) => this.deeds.removeNote(memo),
      back: () => this.focusText(),
    });
    this.#choosing = new Choosing(store, this.palette, () => this.#place());
    store.watch((spans, book) => this.#changed(spans, book));
    this.#observe();
    this.#progress();
  }

  get chosen(): Coding | null {
    return (this.#chosen && this.store.codings.get(this.#chosen)) || null;
  }

  get commands(): Commands {
    const { cursor } = this;
    return {
      turn: (step) => this.#turn(step),
      word: (step) => this.#freely(() => cursor.byWord(step)),
      extendWord: (step) => this.#freely(() => cursor.extendByWord(step)),
      extendSentence: (step) => this.#freely(() => cursor.extendBySentence(step)),
      sentence: () => this.#freely(() => cursor.bySentence()),
      uncoded: (step) => this.#uncoded(step),
      choose: () => this.#chooseAt(cursor.span),
      code: () => this.#onWords((span) => this.#choosing.code((code) => this.code(span, code))),
      digit: (digit) => this.#onWords((span) => this.#digit(span, digit)),
      inVivo: () => this.#onWords((span) => this.#choosing.inVivo(cursor.words, (code) => this.code(span, code))),
      exclude: () => this.#exclude(),
      note: () => this.#note(),
      reduced: () => this.#onCoding(() => this.#openPanel("reduced")),
      topic: () => this.#onCoding((coding) => this.#topic(coding)),
      valence: (value) => this.#onCoding((coding) => this.#valence(coding, value)),
      aspect: () => this.#onCoding((coding) => this.#aspect(coding)),
      moveEnd: (step) => this.#moveEnd(step),
      moveStart: (step) => this.#moveStart(step),
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
    this.#hideBar();
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
    this.#onCoding((coding) => {
      this.choose(null);
      this.deeds.remove(coding);
      this.announce(say("removed", { code: this.deeds.nameOf(coding) }));
    });
  }

  changeCode(): void {
    this.#onCoding((coding) => this.#choosing.change((code) => this.#change(coding, { code_id: code })));
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
    if (this.chosen) this.choose(null);
    if (position !== null) this.cursor.stand(this.surface.passages.wordAt(position), false);
  }

  selectWords(span: Span, whole: boolean): void {
    const tidy = this.surface.passages.tidy(span, whole);
    if (!tidy) return;
    if (this.chosen && !same(this.chosen, tidy)) this.choose(null);
    this.cursor.select(tidy);
    this.announce(say("selected_words", { words: quoted(this.cursor.words) }));
  }

  // What was selected, and the bar beside it.

  #moved(): void {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = requestAnimationFrame(() => this.#drawBar());
  }

  #drawBar(): void {
    const { span, extended } = this.cursor;
    if (!span || !extended || (this.chosen && same(this.chosen, span)) || !this.#bar.children.length) return this.#hideBar();
    this.#learn(span);
    const list = this.#bar.querySelector("[data-likeliest]");
    list?.replaceChildren(...this.#digits.slice(0, IN_BAR).map((code, place) => this.#likely(code, place)));
    this.#bar.hidden = false;
    this.#placeBar(span);
  }

  #likely(code: string, place: number): HTMLElement {
    const node = this.store.nodes.get(code);
    const button = make("button", { type: "button", class: "chip likely", "data-digit": place + 1, title: `${shown(node?.theme)} › ${shown(node)}` });
    const theme = node && this.store.isAmbiguous(node) ? make("small", {}, shown(node.theme)) : null;
    button.append(make("i", { class: "swatch" }), make("span", {}, shown(node)), ...(theme ? [theme] : []), make("kbd", {}, String(place + 1)));
    button.style.setProperty("--colour", node?.colour ?? "var(--quiet)");
    return button;
  }

  #placeBar(span: Span): void {
    const rects = this.surface.rangesOf(span).flatMap((range) => [...range.getClientRects()]);
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last) return;
    const { width, height } = this.#bar.getBoundingClientRect();
    const home = find("[data-reading]").getBoundingClientRect();
    const below = last.bottom + height + 12 < window.innerHeight || first.top < height + 80;
    const top = below ? last.bottom + 8 : first.top - height - 8;
    const text = this.surface.article.getBoundingClientRect();
    const left = Math.max(text.left, Math.min(last.left, text.right - width));
    this.#bar.style.top = `${top - home.top}px`;
    this.#bar.style.left = `${left - home.left}px`;
  }

  #hideBar(): void {
    this.#bar.hidden = true;
    if (this.cursor.span) this.#learn(this.cursor.span);
  }

  /** Reckon the likeliest codes for words; for the same words they stay as they are. */
  #learn(span: Span): void {
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
    this.#book.mark(this.store.page.can.code ? this.#digits : [], this.#filters.code);
  }

  #place(): DOMRect | null {
    const ranges = this.cursor.span ? this.surface.rangesOf(this.cursor.span) : [];
    return [...(ranges.at(-1)?.getClientRects() ?? [])].at(-1) ?? null;
  }

  // Commands.

  /** Move the cursor, which lets a selected coding go. */
  #freely(move: () => void): void {
    if (this.chosen) this.choose(null);
    move();
    this.announce(this.cursor.extended ? say("selected_words", { words: quoted(this.cursor.words) }) : this.cursor.words);
  }

  #turn(step: 1 | -1): void {
    const { passages } = this.surface;
    const at = this.cursor.span ? passages.indexAt(this.cursor.span.start) : -1;
    const shownOnes = passages.all.map((passage, place) => ({ passage, place })).filter(({ passage }) => !this.surface.sectionOf(passage).hidden);
    const next = step > 0 ? shownOnes.find(({ place }) => place > at) : shownOnes.findLast(({ place }) => place < at);
    if (next) this.#stand(next.passage);
  }

  #uncoded(step: 1 | -1): void {
    const { passages } = this.surface;
    const at = this.cursor.span ? passages.indexAt(this.cursor.span.start) : -1;
    const open = (passage: Passage): boolean => this.#counts(passage) && !this.#isDone(passage);
    const next = step > 0 ? passages.all.slice(at + 1).find(open) : passages.all.slice(0, Math.max(at, 0)).findLast(open);
    if (next) this.#stand(next);
    else this.announce(say("no_uncoded"));
  }

  #stand(passage: Passage): void {
    if (this.chosen) this.choose(null);
    this.cursor.stand(this.surface.passages.wordAt(passage.start));
    this.announce(say("turn", { speaker: passage.speaker, words: quoted(passage.measured.text) }));
  }

  #onWords(act: (span: Span) => void): void {
    if (!this.store.page.can.code) return;
    const { span } = this.cursor;
    if (!span) return this.announce(say("nothing_selected"));
    this.#learn(span);
    act(span);
  }

  #onCoding(act: (coding: Coding) => void): void {
    const coding = this.chosen;
    if (!coding) return this.#say(say("no_coding"));
    if (!this.store.mayChange(coding)) return this.#say(say("not_yours", { coder: coding.coder }));
    act(coding);
  }

  #digit(span: Span, digit: number): void {
    const code = this.#digits[digit - 1];
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

  #exclude(): void {
    this.#onWords((span) => {
      const own = [...this.store.judgements.values()].find((one) => overlaps(one, span) && one.status !== "in" && this.#mayJudge(one.coder));
      if (own && covers(own, span)) {
        this.deeds.clear(own);
        return this.announce(say("included"));
      }
      const reasons = [...this.store.judgements.values()].map((one) => one.reason);
      const words = quoted(this.cursor.words);
      this.#choosing.reason(reasons, (reason) => {
        this.deeds.judge(span, reason);
        this.announce(say("excluded", { words }));
      });
    });
  }

  #mayJudge(coder: string): boolean {
    return this.store.page.can.lead || this.store.isOwn(coder);
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

  #topic(coding: Coding): void {
    this.#choosing.topic(
      (topic) => this.#change(coding, { topic_id: topic }),
      (topic) => this.deeds.changeToNewTopic(coding, topic),
    );
  }

  #valence(coding: Coding, value: -1 | 0 | 1): void {
    const valence = coding.valence === value ? null : value;
    this.#change(coding, { valence });
    this.announce(say("valence_set", { value: valenceName(valence) }));
  }

  /** Turn to the other aspect; beginning from the theme's, and back to it. */
  #aspect(coding: Coding): void {
    const default_ = this.store.nodes.get(coding.code_id)?.theme.aspect ?? "";
    const now = coding.aspect || default_;
    const aspect = now === "expectation" ? "experience" : "expectation";
    this.#change(coding, { aspect: aspect === default_ ? "" : aspect });
    this.announce(say("aspect_set", { value: say(aspect) }));
  }

  #moveEnd(step: 1 | -1): void {
    const { passages } = this.surface;
    const span = this.chosen ?? this.cursor.span;
    if (!span) return;
    const word = step > 0 ? passages.wordAfter(span.end) : passages.wordBefore((passages.wordBefore(span.end) ?? span).start);
    if (word && word.end > span.start) this.#resize({ start: span.start, end: word.end });
  }

  #moveStart(step: 1 | -1): void {
    const { passages } = this.surface;
    const span = this.chosen ?? this.cursor.span;
    if (!span) return;
    const word = step > 0 ? passages.wordAfter(span.start + 1) : passages.wordBefore(span.start);
    if (word && word.start < span.end) this.#resize({ start: word.start, end: span.end });
  }

  #resize(span: Span): void {
    const coding = this.chosen;
    if (coding && !this.store.mayChange(coding)) return this.#onCoding(() => undefined);
    if (coding) this.#change(coding, { start: span.start, end: span.end });
    this.cursor.select(span, true);
    if (coding) this.#hideBar();
    this.announce(say("selected_words", { words: quoted(this.cursor.words) }));
  }

  #takeBack(which: "undo" | "redo"): void {
    if (this.store.page.can.note) this.deeds.takeBack(which);
  }

  #undone(said: string): void {
    if (this.#chosen && !this.chosen) this.choose(null);
    this.#say(said);
  }

  #say(words: string): void {
    this.toast(words);
  }

  #change(coding: Coding, values: Partial<Coding>): void {
    const now = this.store.codings.get(coding.id) ?? coding;
    const changed = Object.entries(values).some(([name, value]) => now[name as keyof Coding] !== value);
    if (changed) this.deeds.change(now, values);
  }

  #pressed(node: Node): void {
    const { span, extended } = this.cursor;
    if (span && extended && this.store.page.can.code) return this.code(span, node.id);
    this.#filters.toggleCode(node);
    this.#book.mark(this.#digits, this.#filters.code);
  }

  #arrive(span: Span): void {
    this.surface.passages.under(span).forEach((passage) => this.#draw(passage));
    this.cursor.select(span, false);
    this.cursor.scrollTo(span);
  }

  // Painting: passages in view at once, others when they come into it.

  #observe(): void {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#came(this.surface.passageOf(target), isIntersecting);
      },
      { rootMargin: AHEAD },
    );
    for (const passage of this.surface.passages.all) observer.observe(this.surface.sectionOf(passage));
    addEventListener("resize", () => this.#inView.forEach((passage) => this.#labels.draw(passage, this.#chosen)));
    void document.fonts.ready.then(() => this.#inView.forEach((passage) => this.#labels.draw(passage, this.#chosen)));
  }

  #came(passage: Passage | undefined, comes: boolean): void {
    if (!passage) return;
    if (!comes) return void this.#inView.delete(passage);
    if (this.#inView.has(passage)) return;
    this.#inView.add(passage);
    this.#draw(passage);
  }

  #draw(passage: Passage): void {
    this.painter.paint(passage, this.#chosen);
    this.#labels.draw(passage, this.#chosen);
  }

  /** Note what has to be painted again; once the command is through, it is, whatever number of rows it changed. */
  #changed(spans: readonly Span[], book: boolean): void {
    if (!this.#due) queueMicrotask(() => this.#repaint());
    this.#due ??= { passages: new Set(), book: false };
    for (const span of spans) for (const passage of this.surface.passages.under(span)) this.#due.passages.add(passage);
    this.#due.book ||= book;
  }

  /** Paint the words, their labels and the panel now; what only counts, after the browser has shown them. */
  #repaint(): void {
    const due = this.#due;
    this.#due = null;
    if (!due) return;
    if (this.#chosen && !this.chosen) this.#chosen = null;
    for (const passage of due.passages) if (this.#inView.has(passage)) this.#draw(passage);
    if (due.passages.size) this.cursor.refresh();
    this.#panel.show(this.chosen);
    document.body.classList.toggle("coding-chosen", !!this.chosen);
    this.#moved();
    setTimeout(() => {
      if (due.book) this.#book.draw();
      this.#progress();
    }, AFTER);
  }

  #refresh(...codings: (Coding | null)[]): void {
    this.#changed(codings.filter((coding) => !!coding), false);
  }

  #repaintAll(): void {
    for (const passage of this.#inView) this.#draw(passage);
    this.cursor.refresh();
    this.#book.mark(this.#digits, this.#filters.code);
  }

  // How far the work is.

  #counts(passage: Passage): boolean {
    return passage.isTurn && !passage.asks;
  }

  #isDone(passage: Passage): boolean {
    return [...this.store.codings.values()].some((one) => overlaps(one, passage)) || [...this.store.judgements.values()].some((one) => one.status === "out" && covers(one, passage));
  }

  #progress(): void {
    const turns = this.surface.passages.all.filter((passage) => this.#counts(passage));
    const done = new Set([...this.store.codings.values()].flatMap((coding) => this.surface.passages.under(coding)));
    const excluded = [...this.store.judgements.values()].filter((one) => one.status === "out").length;
    const coded = turns.filter((passage) => done.has(passage)).length;
    find("[data-progress]").textContent = say("progress", { coded, turns: turns.length, excluded });
  }
}
