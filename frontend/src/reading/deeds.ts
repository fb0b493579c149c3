/** What can be done to codings, relevance and memos: shown at once, sent after, taken back when refused. */
import { type Coding, type Judgement, type Memo, NOWHERE, type Topic } from "./data";
import type { Answer, Deed, Outbox } from "./outbox";
import type { Span } from "./spans";
import { shown, type Store } from "./store";

export interface NewNode {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string | null;
}

export class Deeds {
  constructor(
    readonly store: Store,
    readonly outbox: Outbox,
    readonly told: (answer: Answer) => void,
    readonly conflicted: (answer: Answer, coding: Coding, values: Partial<Coding>) => void,
  ) {}

  /** Put words under a code, or under a new one; return the coding. */
  add(span: Span, code: string | NewNode): Coding {
    const coding = this.#fresh(span, typeof code === "string" ? code : code.id);
    if (typeof code !== "string") this.store.setCode(code.id, { ...code, label: "", definition: "", aspect: "", color: "" });
    this.store.setCoding(coding.id, coding);
    this.store.used(coding.code_id);
    this.#send(this.#addresses.add, { id: coding.id, ...this.#place(span), code_id: code }, coding.id, {
      makes: true,
      takeBack: () => {
        this.store.setCoding(coding.id, null);
        if (typeof code !== "string") this.store.setCode(code.id, null);
      },
    });
    return coding;
  }

  /** Change a coding. `seen` is what the one who changes it saw, where that isn't what stands here by now. */
  change(coding: Coding, values: Partial<Coding>, seen: Partial<Coding> = {}): void {
    this.#change(coding, values, values, seen);
  }

  /** Give a coding a topic that comes into being with it. */
  changeToNewTopic(coding: Coding, topic: Topic): void {
    this.store.setTopic(topic.id, topic);
    this.#change(coding, { topic_id: topic.id }, { topic_id: topic }, {}, () => this.store.setTopic(topic.id, null));
  }

  remove(coding: Coding): void {
    this.store.setCoding(coding.id, null);
    this.#send(`${this.#addressOf(coding)}remove/`, {}, coding.id, { takeBack: () => this.store.setCoding(coding.id, coding) });
  }

  judge(span: Span, reason: string): void {
    const judgement: Judgement = { id: crypto.randomUUID(), start: span.start, end: span.end, status: "out", reason, coder: this.store.page.coder };
    this.store.setJudgement(judgement.id, judgement);
    this.#send(this.#addresses.judge, { id: judgement.id, ...this.#place(span), status: "out", reason }, judgement.id, {
      makes: true,
      takeBack: () => this.store.setJudgement(judgement.id, null),
      done: (answer) => this.#judged(answer),
    });
  }

  /** Take a judgement back. One that was made here is known to the server by another id once it has answered. */
  clear(judgement: Judgement): void {
    this.store.setJudgement(judgement.id, null);
    this.#send(`${this.#addresses.judge}${judgement.id}/clear/`, {}, judgement.id, {
      takeBack: () => this.store.setJudgement(judgement.id, judgement),
      done: (answer) => this.#judged(answer),
    });
  }

  note(text: string, coding: Coding | null, title = ""): void {
    const about = coding ? this.store.placeOf(coding.id) : `document:${this.store.page.document.key}`;
    const memo: Memo = { id: crypto.randomUUID(), about, text, title, by: this.store.page.coder, date: null };
    this.store.setMemo(memo.id, memo);
    this.#send(this.#addresses.note, { id: memo.id, text, title, coding: coding?.id ?? null }, memo.id, {
      makes: true,
      takeBack: () => this.store.setMemo(memo.id, null),
    });
  }

  removeNote(memo: Memo): void {
    this.store.setMemo(memo.id, null);
    const address = this.#addresses.memo.replace(NOWHERE, memo.id);
    this.#send(address, {}, memo.id, { takeBack: () => this.store.setMemo(memo.id, memo) });
  }

  takeBack(which: "undo" | "redo"): void {
    this.#send(this.#addresses[which], {}, "", {
      once: true,
      takeBack: () => undefined,
      done: (answer) => {
        this.store.apply(answer.changes ?? []);
        this.told(answer);
      },
    });
  }

  nameOf(coding: Coding): string {
    return shown(this.store.nodes.get(coding.code_id));
  }

  get #addresses(): Store["page"]["addresses"] {
    return this.store.page.addresses;
  }

  #addressOf(coding: Coding): string {
    return this.#addresses.coding.replace(NOWHERE, coding.id);
  }

  #place({ start, end }: Span): Record<string, number> {
    return { start, end, revision: this.store.page.document.revision };
  }

  #change(coding: Coding, values: Partial<Coding>, sent: Record<string, unknown>, seen: Partial<Coding>, takeBack: () => void = () => undefined): void {
    const earlier = Object.fromEntries(Object.keys(values).map((name) => [name, coding[name as keyof Coding]]));
    this.store.setCoding(coding.id, { ...coding, ...values });
    const revision = this.store.page.document.revision;
    this.#send(`${this.#addressOf(coding)}change/`, { ...sent, was: { ...earlier, ...seen }, revision }, coding.id, {
      refused: (answer) => this.#wasChanged(answer, coding, values),
      takeBack: () => {
        const now = this.store.codings.get(coding.id);
        if (now) this.store.setCoding(coding.id, { ...now, ...earlier });
        takeBack();
      },
    });
  }

  /** Another changed the same meanwhile: what they wrote stands, and both are told. */
  #wasChanged(answer: Answer, coding: Coding, values: Partial<Coding>): boolean {
    if (!answer.changes?.length) return false;
    this.store.apply(answer.changes);
    this.conflicted(answer, coding, values);
    return true;
  }

  #fresh({ start, end }: Span, code_id: string): Coding {
    const described = { topic_id: null, reduced: "", aspect: "", valence: null, time: "", whose: "", service: "", quote: false, memo: "" };
    return { id: crypto.randomUUID(), start, end, code_id, coder: this.store.page.coder, ...described };
  }

  #judged(answer: Answer): void {
    if (this.outbox.count === 0 && answer.changes) this.store.setJudgements(answer.changes.map(({ row }) => row as unknown as Judgement));
  }

  #send(
    address: string,
    content: Record<string, unknown>,
    about: string,
    further: Omit<Deed, "address" | "content" | "about">,
  ): void {
    this.outbox.put({ address, content, about, ...further });
  }
}

export const quoted = (words: string): string => (words.length > 80 ? `${words.slice(0, 77)}…` : words);

export const newNode = (name: string, parent: string | null): NewNode => ({ id: crypto.randomUUID(), name, parent_id: parent });
