import { describe, expect, it } from "vitest";
import { Passage, Passages } from "./passages";

const passages = new Passages([new Passage(4, "Joo, se raportointi. Ei se oo 😀 helppoo!", "H1"), new Passage(50, "Miten niin?", "H", true, true)]);
const text = (span: { start: number; end: number } | null | undefined) => (span ? passages.textOf(span) : "");

describe("Passages", () => {
  it("goes from word to word over the ends of turns", () => {
    const last = passages.wordBefore(50)!;
    expect(text(last)).toBe("helppoo");
    expect(text(passages.wordAfter(last.end))).toBe("Miten");
    expect(passages.wordBefore(4)).toBeUndefined();
  });

  it("selects the sentence, then the next one with it", () => {
    const first = passages.bySentence({ start: 9, end: 11 });
    expect(text(first)).toBe("Joo, se raportointi.");
    expect(text(passages.bySentence(first))).toBe("Joo, se raportointi. Ei se oo 😀 helppoo!");
  });

  it("gives the sentences that a span touches, one that is whole already too", () => {
    const first = passages.bySentence({ start: 9, end: 11 });
    expect(text(passages.sentencesOf(first))).toBe("Joo, se raportointi.");
    expect(text(passages.sentencesOf({ start: 9, end: 27 }))).toBe("Joo, se raportointi. Ei se oo 😀 helppoo!");
  });

  it("lets a selection reach to whole words, without the space around it", () => {
    const start = 4 + "Joo, se rap".length;
    expect(text(passages.tidy({ start, end: start + 13 }))).toBe("raportointi. Ei");
    expect(text(passages.tidy({ start, end: start + 10 }, false))).toBe("ortointi.");
    expect(passages.tidy({ start: 8, end: 9 })).toBeNull();
  });

  it("finds the passages under a span, and their words", () => {
    expect(passages.under({ start: 40, end: 52 })).toHaveLength(2);
    expect(text({ start: 50, end: 55 })).toBe("Miten");
  });
});
