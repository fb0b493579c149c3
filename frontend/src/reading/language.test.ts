import { describe, expect, it } from "vitest";
import { sentencesOf, wordsOf } from "./language";
import { Measured } from "./units";

const told = (text: string, spans: readonly { start: number; end: number }[]) => spans.map(({ start, end }) => [...text].slice(start, end).join(""));
const words = (text: string) => told(text, wordsOf(new Measured(text)));
const sentences = (text: string) => told(text, sentencesOf(new Measured(text)));

describe("wordsOf", () => {
  it("keeps endings, hyphens and figures with their word", () => {
    expect(words("No [kunta A]:ssa osa-aikanen EU:n 3,5 kertaa – joo!")).toEqual(["No", "kunta", "A", "ssa", "osa-aikanen", "EU:n", "3,5", "kertaa", "joo"]);
  });

  it("takes a combining mark into the word", () => {
    expect(words("ha\u0308n 😀 meni")).toEqual(["ha\u0308n", "meni"]);
  });
});

describe("sentencesOf", () => {
  it("ends at a mark, not at an abbreviation, an ordinal or a pause", () => {
    expect(sentences("Esim. palkat tuli 3. päivä klo 14. Se oli… no, ihan ok. Joo!")).toEqual([
      "Esim. palkat tuli 3. päivä klo 14.",
      "Se oli… no, ihan ok.",
      "Joo!",
    ]);
  });

  it("ends at a line's end and keeps closing quotation marks", () => {
    expect(sentences("”Ei vastaa.” Niin se sano\nJa soitti uudestaan")).toEqual(["”Ei vastaa.”", "Niin se sano", "Ja soitti uudestaan"]);
  });

  it("gives positions in code points", () => {
    expect(sentencesOf(new Measured("😀😀. Joo."))).toEqual([{ start: 0, end: 3 }, { start: 4, end: 8 }]);
  });
});
