/** The rows of this page. Whoever shows them is told which words to paint again. */
import { type Code, type Coding, type Judgement, type Memo, type Page, rowsOf, type Topic } from "./data";
import type { Change } from "./outbox";
import { same, type Span } from "./spans";

export interface Node extends Code {
  readonly children: Node[];
  parent: Node | null;
  theme: Node;
  colour: string; // as CSS writes it
  count: number; // codings right under it, in the whole study
}

const COLOURS = 10;

export class Store {
  readonly codings = new Map<string, Coding>();
  readonly judgements = new Map<string, Judgement>();
  readonly topics = new Map<string, Topic>();
  readonly memos = new Map<string, Memo>();
  readonly nodes = new Map<string, Node>();
  readonly recent: string[];
  themes: Node[] = [];
  readonly #names = new Map<string, number>();
  #watch: (spans: readonly Span[], book: boolean) => void = () => undefined;

  constructor(readonly page: Page) {
    for (const row of codingsOf(page)) this.codings.set(row.id, row);
    for (const row of rowsOf<Judgement>(page.relevance)) this.judgements.set(row.id, row);
    for (const row of rowsOf<Topic>(page.topics)) this.topics.set(row.id, row);
    for (const row of rowsOf<Memo>(page.memos)) this.memos.set(row.id, this.#placed(row));
    for (const row of rowsOf<Code & { used: number }>(page.codes)) this.#node(row, row.used);
    this.recent = [...page.recent];
    this.#arrange();
  }

  watch(watcher: (spans: readonly Span[], book: boolean) => void): void {
    this.#watch = watcher;
  }

  /** Put a coding in the place of the one with its id, or take that away. */
  setCoding(id: string, row: Coding | null): void {
    const earlier = this.codings.get(id);
    this.#count(earlier, -1);
    this.#count(row ?? undefined, 1);
    if (row) this.codings.set(id, row);
    else this.codings.delete(id);
    this.#watch([earlier, row].filter((one) => !!one), earlier?.code_id !== row?.code_id);
  }

  setJudgement(id: string, row: Judgement | null): void {
    const earlier = this.judgements.get(id);
    if (row) this.judgements.set(id, row);
    else this.judgements.delete(id);
    this.#watch([earlier, row].filter((one) => !!one), false);
  }

  setJudgements(rows: readonly Judgement[]): void {
    const earlier = [...this.judgements.values()];
    this.judgements.clear();
    for (const row of rows) this.judgements.set(row.id, row);
    this.#watch([...earlier, ...rows], false);
  }

  setMemo(id: string, row: Memo | null): void {
    if (row) this.memos.set(id, row);
    else this.memos.delete(id);
    this.#watch([], false);
  }

  setTopic(id: string, row: Topic | null): void {
    if (row) this.topics.set(id, row);
    else this.topics.delete(id);
    this.#watch([], false);
  }

  setCode(id: string, row: Code | null): void {
    const count = this.nodes.get(id)?.count ?? 0;
    if (row) this.#node(row, count);
    else this.nodes.delete(id);
    this.#arrange();
    this.#watch([], true);
  }

  /** Take in rows as the server has them. */
  apply(changes: readonly Change[]): void {
    for (const { model, id, row } of changes) {
      const here = row === null || row["document_id"] === this.page.document.id;
      if (model === "coding.coding") this.setCoding(id, here ? (row as Coding | null) : null);
      else if (model === "material.relevance") this.setJudgement(id, here ? (row as Judgement | null) : null);
      else if (model === "coding.memo") this.setMemo(id, row && this.#placed(row as unknown as Memo));
      else if (model === "coding.topic") this.setTopic(id, row as Topic | null);
      else if (model === "coding.code") this.setCode(id, row as Code | null);
    }
  }

  used(code: string): void {
    this.recent.unshift(code);
  }

  /** Return what a memo about a coding says it is about. */
  placeOf(coding: string): string {
    return `coding:${coding}`;
  }

  notesOn(coding: string): Memo[] {
    const place = this.placeOf(coding);
    return [...this.memos.values()].filter((memo) => memo.about === place);
  }

  isOwn(coder: string): boolean {
    return coder === "" || coder === this.page.coder;
  }

  mayChange(coding: Coding): boolean {
    return this.page.can.code && (this.page.can.lead || this.isOwn(coding.coder));
  }

  /** A layer that is neither one's own nor the one that results count is shown quietly. */
  isQuiet(coder: string): boolean {
    return !this.isOwn(coder) && coder !== this.page.record;
  }

  codingLike(span: Span, code: string): Coding | undefined {
    return [...this.codings.values()].find((one) => same(one, span) && one.code_id === code && this.isOwn(one.coder));
  }

  /** Tell whether a name stands under several themes: then the theme must be named too. */
  isAmbiguous(node: Node): boolean {
    return (this.#names.get(shown(node)) ?? 0) > 1;
  }

  inOrder(): Node[] {
    const walk = (node: Node): Node[] => [node, ...node.children.flatMap(walk)];
    return this.themes.flatMap(walk);
  }

  /** A memo names its coding by the key that the study folder has for it; here it is found by its identity. */
  #placed(memo: Memo): Memo {
    const [kind, key] = [memo.about.slice(0, 7), memo.about.slice(7)];
    const known = kind === "coding:" && this.page.keys[key];
    return { ...memo, about: this.memos.get(memo.id)?.about ?? (known ? this.placeOf(known) : memo.about) };
  }

  #node(row: Code, count: number): void {
    const blank = { children: [] as Node[], parent: null, colour: "", count };
    const node = { ...row, ...blank } as unknown as Node;
    node.theme = node;
    this.nodes.set(row.id, node);
  }

  #count(coding: Coding | undefined, by: number): void {
    const node = coding && this.nodes.get(coding.code_id);
    if (node) node.count += by;
  }

  #arrange(): void {
    for (const node of this.nodes.values()) node.children.length = 0;
    for (const node of this.nodes.values()) {
      node.parent = (node.parent_id && this.nodes.get(node.parent_id)) || null;
      node.parent?.children.push(node);
    }
    this.#names.clear();
    for (const node of this.nodes.values()) this.#names.set(shown(node), (this.#names.get(shown(node)) ?? 0) + 1);
    this.themes = [...this.nodes.values()].filter((node) => !node.parent);
    this.themes.forEach((theme, place) => colour(theme, theme, colourOf(theme, place)));
  }
}

/** A page's codings name their code and topic by place. */
const codingsOf = (page: Page): Coding[] => {
  type Placed = Omit<Coding, "code_id" | "topic_id"> & { code_id: number; topic_id: number | null };
  const idAt = (table: Page["codes"], place: number): string => String(table.rows[place]?.[0]);
  return rowsOf<Placed>(page.codings).map((row) => ({
    ...row,
    code_id: idAt(page.codes, row.code_id),
    topic_id: row.topic_id === null ? null : idAt(page.topics, row.topic_id),
  }));
};

const colour = (node: Node, theme: Node, value: string): void => {
  node.theme = theme;
  node.colour = value;
  for (const child of node.children) colour(child, theme, child.color ? colourOf(child, 0) : value);
};

const colourOf = ({ color }: Code, place: number): string => {
  if (/^#[0-9a-f]{6}$/i.test(color)) return color;
  return `var(--${/^c\d$/.test(color) ? color : `c${place % COLOURS}`})`;
};

/** A code is known by its name, as in the codebook. */
export const shown = (node: Code | undefined): string => node?.name ?? "";

/** The label, where it is another than the name: what counts across themes. */
export const labelOf = (node: Code | undefined): string => (node?.label && node.label !== node.name ? node.label : "");

export const total = (node: Node): number => node.children.reduce((sum, child) => sum + total(child), node.count);

export const isUnder = (node: Node | undefined | null, above: string): boolean =>
  !!node && (node.id === above || isUnder(node.parent, above));
