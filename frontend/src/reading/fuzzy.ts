/** Search that forgives: every part of what was typed must be found, at a word's beginning, within one, or letter by letter. */
const plain = (text: string): string => text.normalize("NFC").toLocaleLowerCase("fi");
const bare = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");

/** Return how well a text answers a query: 0 not at all, more is better. */
export const score = (query: string, text: string): number => {
  const parts = plain(query).split(/\s+/).filter(Boolean);
  const target = plain(text);
  const scores = parts.map((part) => scoreOfPart(part, target) || scoreOfPart(bare(part), bare(target)) / 2);
  return scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0) + (target.startsWith(parts[0] ?? "") ? 1 : 0);
};

const scoreOfPart = (part: string, target: string): number => {
  const place = target.indexOf(part);
  if (place < 0) return part.length > 1 && isSubsequence(part, target) ? 1 : 0;
  return beginsWord(part, target) ? 8 : 4;
};

const beginsWord = (part: string, target: string): boolean =>
  target.split(/[^\p{L}\p{M}\p{N}]+/u).some((word) => word.startsWith(part)) || target.startsWith(part);

const isSubsequence = (part: string, target: string): boolean => {
  let place = -1;
  return [...part].every((letter) => (place = target.indexOf(letter, place + 1)) >= 0);
};

/** Return the candidates that answer a query, the best first; equally good ones keep their order. All of them when nothing is asked. */
export const search = <T>(query: string, candidates: readonly T[], textOf: (candidate: T) => string): T[] => {
  if (!query.trim()) return [...candidates];
  return candidates
    .map((candidate) => ({ candidate, score: score(query, textOf(candidate)) }))
    .filter((one) => one.score > 0)
    .sort((one, other) => other.score - one.score)
    .map((one) => one.candidate);
};
