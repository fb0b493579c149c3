import { describe, expect, it } from "vitest";
import { cut, tracksOf } from "./spans";

const span = (start: number, end: number) => ({ start, end });

describe("cut", () => {
  it("cuts at every end and leaves no gap", () => {
    const [a, b] = [span(2, 6), span(4, 9)];
    const pieces = cut(span(0, 10), [a, b]);
    expect(pieces.map(({ start, end }) => [start, end])).toEqual([[0, 2], [2, 4], [4, 6], [6, 9], [9, 10]]);
    expect(pieces[2]!.covering).toEqual([a, b]);
  });

  it("keeps within the whole what reaches beyond it", () => {
    expect(cut(span(5, 8), [span(0, 20), span(1, 5)]).map(({ start, end, covering }) => [start, end, covering.length])).toEqual([[5, 8, 1]]);
  });

  it("leaves what nothing covers in one piece", () => {
    expect(cut(span(3, 9), [])).toEqual([{ start: 3, end: 9, covering: [] }]);
  });
});

describe("tracksOf", () => {
  it("gives overlapping spans different tracks and reuses a free one", () => {
    const [long, inner, after] = [span(0, 10), span(2, 4), span(5, 8)];
    const tracks = tracksOf([inner, after, long]);
    expect([long, inner, after].map((one) => tracks.get(one))).toEqual([0, 1, 1]);
  });
});
