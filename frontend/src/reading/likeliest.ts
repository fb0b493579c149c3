/** Which codes the next words most likely get: those used lately, near by, and often. */
export interface Use {
  readonly code: string;
  readonly distance: number; // in passages
}

export const likeliest = (
  codes: readonly { readonly id: string; readonly count: number }[],
  recent: readonly string[],
  near: readonly Use[],
  many: number,
): string[] => {
  const scores = new Map(codes.map(({ id, count }) => [id, Math.log1p(count) / 8]));
  const add = (code: string, score: number): void => {
    if (scores.has(code)) scores.set(code, scores.get(code)! + score);
  };
  recent.forEach((code, place) => add(code, 2 / (place + 3)));
  for (const { code, distance } of near) add(code, 0.5 / (distance + 1));
  return [...scores].sort(([, one], [, other]) => other - one).slice(0, many).map(([id]) => id);
};
