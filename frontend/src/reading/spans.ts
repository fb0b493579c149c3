/** Half-open spans of code points, and how overlapping ones are cut so that all can be painted. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Piece<T> extends Span {
  readonly covering: readonly T[];
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

export const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

export const same = (one: Span, other: Span): boolean => one.start === other.start && one.end === other.end;

export const length = (span: Span): number => span.end - span.start;

/** Cut a span at every end of those over it; the pieces follow each other without a gap. */
export const cut = <T extends Span>(whole: Span, over: readonly T[]): Piece<T>[] => {
  const there = over.filter((one) => overlaps(one, whole));
  const ends = new Set([whole.start, whole.end]);
  for (const { start, end } of there) {
    if (start > whole.start) ends.add(start);
    if (end < whole.end) ends.add(end);
  }
  const places = [...ends].sort((one, other) => one - other);
  return places.slice(1).map((end, place) => {
    const start = places[place]!;
    return { start, end, covering: there.filter((one) => one.start < end && start < one.end) };
  });
};

/** Give each span a track of its own among those that it overlaps: the earliest and longest first, the lowest free one. */
export const tracksOf = <T extends Span>(spans: readonly T[]): Map<T, number> => {
  const ordered = [...spans].sort((one, other) => one.start - other.start || other.end - one.end);
  const ends: number[] = []; // of each track, where it is free again
  const tracks = new Map<T, number>();
  for (const span of ordered) {
    const free = ends.findIndex((end) => end <= span.start);
    const track = free < 0 ? ends.length : free;
    ends[track] = span.end;
    tracks.set(span, track);
  }
  return tracks;
};
