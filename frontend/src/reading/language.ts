/** Words and sentences of speech, Finnish first: endings after a colon or a hyphen belong to their word, abbreviations end no sentence. */
import type { Span } from "./spans";
import { Measured } from "./units";

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-‐'’:][\p{L}\p{M}\p{N}]+|[.,]\p{N}+)*/gu;
const END = /[.!?…]+["”’»)\]]*(?=\s|$)|\n+/gu;
const ABBREVIATED =
  /(?:^|[\s(])(?:esim|ym|yms|jne|mm|ns|nk|tms|klo|ks|vrt|eli|ts|em|ko|kpl|milj|mrd|nro|os|puh|s|v|vt|fil|mr|mrs|ms|dr|e\.g|i\.e|etc|vs|\p{Lu})\.$/iu;
const ORDINAL = /\d\.$/;
const GOES_ON = /^\s+\p{Ll}/u;
const BEGINS = /^\s+\p{Lu}\p{Ll}/u;

export const wordsOf = (measured: Measured): Span[] =>
  [...measured.text.matchAll(WORD)].map((found) => ({
    start: measured.points(found.index),
    end: measured.points(found.index + found[0].length),
  }));

export const sentencesOf = (measured: Measured): Span[] => {
  const { text } = measured;
  const spans: Span[] = [];
  let begun = 0;
  for (const end of [...ends(text), text.length]) {
    const [start, stop] = trimmed(text, begun, end);
    if (start < stop) spans.push({ start: measured.points(start), end: measured.points(stop) });
    begun = end;
  }
  return spans;
};

function* ends(text: string): Generator<number> {
  for (const found of text.matchAll(END)) {
    const end = found.index + found[0].length;
    if (found[0].startsWith("\n") || endsSentence(text, found.index, end)) yield end;
  }
}

/** A mark ends a sentence unless a small letter follows; a full stop of an abbreviation or an ordinal does when a capital begins a word after it. */
const endsSentence = (text: string, mark: number, end: number): boolean => {
  const next = text.slice(end, end + 3);
  if (GOES_ON.test(next)) return false;
  const before = text.slice(Math.max(0, mark - 8), mark + 1);
  return !(text[mark] === "." && (ABBREVIATED.test(before) || ORDINAL.test(before))) || BEGINS.test(next);
};

/** Return the ends of a stretch without the white space around it. */
export const trimmed = (text: string, start: number, end: number): [number, number] => {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return lead === words.length ? [end, end] : [start + lead, end - (words.length - words.trimEnd().length)];
};
