/** Which passages are painted when: those in view, others as they come into it, and after a command what it changed. */
import type { Labels } from "./labels";
import type { Painter } from "./painting";
import type { Passage } from "./passages";
import type { Span } from "./spans";
import type { Surface } from "./surface";

const AHEAD = "900px";
const AFTER = 30; // milliseconds after which counts follow what was painted

export interface Painted {
  readonly chosen: () => string | null;
  readonly shown: (words: boolean) => void; // the passages stand; `words` tells that some were painted again
  readonly counted: (book: boolean) => void; // the browser has shown them; `book` tells that the codebook's counts changed
}

export class Repainting {
  readonly #inView = new Set<Passage>();
  #due: { readonly passages: Set<Passage>; book: boolean } | null = null;

  constructor(
    readonly surface: Surface,
    readonly painter: Painter,
    readonly labels: Labels,
    readonly painted: Painted,
  ) {
    this.#observe();
  }

  draw(passage: Passage): void {
    this.painter.paint(passage, this.painted.chosen());
    this.labels.draw(passage, this.painted.chosen());
  }

  drawAll(): void {
    for (const passage of this.#inView) this.draw(passage);
  }

  /** Note what has to be painted again; once the command is through, it is, whatever number of rows it changed. */
  changed(spans: readonly Span[], book: boolean): void {
    if (!this.#due) queueMicrotask(() => this.#repaint());
    this.#due ??= { passages: new Set(), book: false };
    for (const span of spans) for (const passage of this.surface.passages.under(span)) this.#due.passages.add(passage);
    this.#due.book ||= book;
  }

  /** Paint the words and their labels now; what only counts, after the browser has shown them. */
  #repaint(): void {
    const due = this.#due;
    this.#due = null;
    if (!due) return;
    for (const passage of due.passages) if (this.#inView.has(passage)) this.draw(passage);
    this.painted.shown(due.passages.size > 0);
    setTimeout(() => this.painted.counted(due.book), AFTER);
  }

  #observe(): void {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#came(this.surface.passageOf(target), isIntersecting);
      },
      { rootMargin: AHEAD },
    );
    for (const passage of this.surface.passages.all) observer.observe(this.surface.sectionOf(passage));
    const relabel = (): void => this.#inView.forEach((passage) => this.labels.draw(passage, this.painted.chosen()));
    addEventListener("resize", relabel);
    void document.fonts.ready.then(relabel);
  }

  #came(passage: Passage | undefined, comes: boolean): void {
    if (!passage) return;
    if (!comes) return void this.#inView.delete(passage);
    if (this.#inView.has(passage)) return;
    this.#inView.add(passage);
    this.draw(passage);
  }
}
