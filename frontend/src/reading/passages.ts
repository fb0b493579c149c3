/** The text as its passages: turns, and what stands between them. Moving in it is reckoned here, without the page. */
import { sentencesOf, trimmed, wordsOf } from "./language";
import { length, type Span } from "./spans";
import { Measured } from "./units";

export class Passage implements Span {
  readonly measured: Measured;
  readonly end: number;
  #words: Span[] | null = null;
  #sentences: Span[] | null = null;

  constructor(
    readonly start: number,
    text: string,
    readonly speaker = "",
    readonly isTurn = true,
    readonly asks = false,
  ) {
    this.measured = new Measured(text);
    this.end = start + this.measured.length;
  }

  get words(): Span[] {
    return (this.#words ??= wordsOf(this.measured).map((span) => moved(span, this.start)));
  }

  get sentences(): Span[] {
    return (this.#sentences ??= sentencesOf(this.measured).map((span) => moved(span, this.start)));
  }

  textOf(span: Span): string {
    return this.measured.slice(Math.max(0, span.start - this.start), Math.min(this.end, span.end) - this.start);
  }
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

export class Passages {
  constructor(readonly all: readonly Passage[]) {}

  /** Return the passage at a position, or the nearest one before it. */
  at(position: number): Passage | undefined {
    return this.all[this.indexAt(position)];
  }

  indexAt(position: number): number {
    let [low, high] = [0, this.all.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.all[middle]!.start <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  under(span: Span): Passage[] {
    const found: Passage[] = [];
    for (let index = this.indexAt(span.start); index < this.all.length && this.all[index]!.start < span.end; index += 1) {
      if (this.all[index]!.end > span.start) found.push(this.all[index]!);
    }
    return found;
  }

  textOf(span: Span): string {
    return this.under(span).map((passage) => passage.textOf(span)).join(" ");
  }

  /** Return the word at a position, or the next one. */
  wordAt(position: number): Span | undefined {
    for (let index = this.indexAt(position); index < this.all.length; index += 1) {
      const found = this.all[index]!.words.find((word) => word.end > position);
      if (found) return found;
    }
    return this.wordBefore(position);
  }

  wordAfter(position: number): Span | undefined {
    for (let index = this.indexAt(position); index < this.all.length; index += 1) {
      const found = this.all[index]!.words.find((word) => word.start >= position);
      if (found) return found;
    }
    return undefined;
  }

  wordBefore(position: number): Span | undefined {
    for (let index = this.indexAt(position); index >= 0; index -= 1) {
      const found = this.all[index]!.words.findLast((word) => word.end <= position);
      if (found) return found;
    }
    return undefined;
  }

  sentenceAt(position: number): Span | undefined {
    const { sentences } = this.at(position) ?? { sentences: [] };
    return sentences.find((sentence) => sentence.end > position) ?? sentences.at(-1);
  }

  sentenceAfter(position: number): Span | undefined {
    for (let index = this.indexAt(position); index < this.all.length; index += 1) {
      const found = this.all[index]!.sentences.find((sentence) => sentence.start >= position);
      if (found) return found;
    }
    return undefined;
  }

  sentenceBefore(position: number): Span | undefined {
    for (let index = this.indexAt(position); index >= 0; index -= 1) {
      const found = this.all[index]!.sentences.findLast((sentence) => sentence.end <= position);
      if (found) return found;
    }
    return undefined;
  }

  /** Select the sentence under a span; where the span ends with a sentence already, add the next of the same passage. */
  bySentence(span: Span): Span {
    const first = this.sentenceAt(span.start);
    if (!first) return span;
    if (span.start > first.start || !this.endsSentence(span.end)) return this.sentencesOf(span);
    const next = this.at(span.start)!.sentences.find((sentence) => sentence.start >= span.end);
    return { start: span.start, end: next?.end ?? span.end };
  }

  /** Return the sentences that a span touches. */
  sentencesOf(span: Span): Span {
    const [first, last] = [this.sentenceAt(span.start), this.sentenceAt(span.end - 1)];
    return first ? { start: first.start, end: Math.max(first.end, last?.end ?? first.end) } : span;
  }

  endsSentence(position: number): boolean {
    return this.at(position - 1)?.sentences.some((sentence) => sentence.end === position) ?? false;
  }

  /** Take the white space off a span's ends, and let them reach to the ends of the words that they cut. */
  tidy(span: Span, whole = true): Span | null {
    const under = this.under(span);
    const [first, last] = [under[0], under.at(-1)];
    if (!first || !last) return null;
    const start = Math.max(span.start, first.start);
    const end = Math.min(span.end, last.end);
    const [from] = trimmed(first.measured.text, first.measured.units(start - first.start), first.measured.text.length);
    const [, to] = trimmed(last.measured.text, 0, last.measured.units(end - last.start));
    const bare = { start: first.start + first.measured.points(from), end: last.start + last.measured.points(to) };
    if (length(bare) <= 0) return null;
    return whole ? { start: this.#cutWord(bare.start)?.start ?? bare.start, end: this.#cutWord(bare.end)?.end ?? bare.end } : bare;
  }

  #cutWord(position: number): Span | undefined {
    return this.at(position)?.words.find((word) => word.start < position && position < word.end);
  }
}
