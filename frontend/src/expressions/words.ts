/** The words that the grid's scripts say, and the study's topics, as the server wrote them. */
const read = <T>(id: string): T => JSON.parse(document.getElementById(id)?.textContent ?? "null") as T;

const words = read<Record<string, string>>("expressions-words") ?? {};

export const topics: string[] = read<string[]>("expressions-topics") ?? [];

export const say = (key: string, parts: Readonly<Record<string, string | number>> = {}): string =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ""));
