/** What the server gave: rows of the study as they are on this page, and the words that the page says. */
import type { Span } from "./spans";

export interface Coding extends Span {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly code_id: string;
  readonly coder: string;
  readonly topic_id: string | null;
  readonly reduced: string;
  readonly aspect: string;
  readonly valence: number | null;
  readonly time: string;
  readonly whose: string;
  readonly service: string;
  readonly quote: boolean;
  readonly memo: string;
  readonly document_id?: string;
}

export interface Code {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly label: string;
  readonly definition: string;
  readonly aspect: string;
  readonly color: string;
}

export interface Topic {
  readonly id: string;
  readonly name: string;
}

export interface Judgement extends Span {
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly coder: string;
  readonly document_id?: string;
}

export interface Memo {
  readonly id: string;
  readonly about: string;
  readonly text: string;
  readonly title: string;
  readonly by: string;
  readonly date: string | null;
}

export interface Rights {
  readonly code: boolean;
  readonly note: boolean;
  readonly lead: boolean;
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export interface Page {
  readonly codings: Table;
  readonly keys: Readonly<Record<string, string>>;
  readonly relevance: Table;
  readonly codes: Table;
  readonly topics: Table;
  readonly memos: Table;
  readonly recent: readonly string[];
  readonly since: string; // the moment of which the page tells
  readonly document: { readonly id: string; readonly key: string; readonly revision: number };
  readonly coder: string;
  readonly record: string;
  readonly can: Rights;
  readonly addresses: Readonly<Record<"news" | "add" | "coding" | "judge" | "note" | "memo" | "undo" | "redo", string>>;
}

export const NOWHERE = "00000000-0000-0000-0000-000000000000";

export const rowsOf = <T>({ columns, rows }: Table): T[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]])) as T);

export const read = <T>(id: string): T => JSON.parse(document.getElementById(id)?.textContent ?? "{}") as T;

let words: Record<string, string> = {};

export const speak = (given: Record<string, string>): void => {
  words = given;
};

/** Return the page's words for a key, with what stands in braces filled in. */
export const say = (key: string, parts: Readonly<Record<string, string | number>> = {}): string =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ""));
