/**
 * What was done here on its way to the server, in order and one at a time. A refusal takes the deed back; while the server is away the
 * deeds wait and are sent again, in the same order. Nothing is stored: a page that is left with deeds waiting warns first.
 */
export interface Change {
  readonly model: string;
  readonly id: string;
  readonly row: Record<string, unknown> | null;
}

export interface Answer {
  readonly changes?: readonly Change[];
  readonly said?: string;
  readonly code?: string;
  readonly what?: string;
  readonly hint?: string;
  readonly by?: string;
}

export interface Deed {
  readonly address: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly about: string; // deeds about what the server refused to make are dropped with it
  readonly makes?: boolean;
  readonly once?: boolean; // sent again it would do another thing: undo, redo
  readonly done?: (answer: Answer) => void;
  readonly refused?: (answer: Answer) => boolean; // tells why by itself
  readonly takeBack: () => void;
}

export type State = "saved" | "saving" | "waiting" | "stopped";

export interface Watcher {
  state(state: State, count: number): void;
  refused(answer: Answer, status: number): void;
  unreachable(deed: Deed): void;
}

const AWAY = new Set([408, 425, 429, 502, 503, 504]);
const PATIENCE = [1, 2, 4, 8, 15]; // seconds between tries
const CORRECTED = "B302"; // the text isn't the one that this page shows

export class Outbox {
  readonly #waiting: Deed[] = [];
  readonly #lost = new Set<string>();
  #busy = false;
  #stopped = false;
  #tries = 0;
  #taken = 0;

  constructor(
    readonly watcher: Watcher,
    readonly send: typeof fetch = (...given) => fetch(...given),
    readonly sleep: (seconds: number) => Promise<void> = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)),
  ) {}

  get count(): number {
    return this.#waiting.length;
  }

  /** How many deeds there have been: tells whether something was done between two looks. */
  get taken(): number {
    return this.#taken;
  }

  put(deed: Deed): void {
    this.#taken += 1;
    if (this.#stopped) return deed.takeBack();
    this.#waiting.push(deed);
    if (!this.#busy) void this.#empty();
    else this.watcher.state(this.#tries ? "waiting" : "saving", this.count);
  }

  async #empty(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length && !this.#stopped) {
      this.watcher.state(this.#tries ? "waiting" : "saving", this.count);
      await this.#sendFirst(this.#waiting[0]!);
    }
    this.#busy = false;
    this.watcher.state(this.#stopped ? "stopped" : "saved", this.count);
  }

  async #sendFirst(deed: Deed): Promise<void> {
    if (this.#lost.has(deed.about)) return this.#drop(deed);
    const response = await this.#try(deed);
    if (!response || AWAY.has(response.status)) return this.#wait(deed);
    this.#tries = 0;
    const answer = await answerOf(response);
    if (response.ok && answer) {
      this.#waiting.shift();
      deed.done?.(answer);
    } else this.#refuse(deed, answer ?? {}, response.status);
  }

  async #try(deed: Deed): Promise<Response | null> {
    try {
      return await this.send(deed.address, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify(deed.content),
        redirect: "manual",
      });
    } catch {
      return null;
    }
  }

  async #wait(deed: Deed): Promise<void> {
    if (deed.once) {
      this.#waiting.shift();
      this.watcher.unreachable(deed);
      return;
    }
    this.#tries += 1;
    this.watcher.state("waiting", this.count);
    await this.sleep(PATIENCE[Math.min(this.#tries, PATIENCE.length) - 1]!);
  }

  #refuse(deed: Deed, answer: Answer, status: number): void {
    if (deed.makes) this.#lost.add(deed.about);
    this.#drop(deed);
    if (answer.code === CORRECTED) this.#stop();
    if (!deed.refused?.(answer)) this.watcher.refused(answer, status);
  }

  /** The positions of everything that waits are those of a text that is no more. */
  #stop(): void {
    this.#stopped = true;
    for (const deed of this.#waiting.splice(0).reverse()) deed.takeBack();
  }

  #drop(deed: Deed): void {
    this.#waiting.shift();
    deed.takeBack();
  }
}

const answerOf = async (response: Response): Promise<Answer | null> => {
  try {
    return (await response.json()) as Answer;
  } catch {
    return null;
  }
};

const token = (): string => document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
