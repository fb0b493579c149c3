/** What others do to the document meanwhile: asked for quietly, every now and then and when the page is looked at again. */
import type { Page } from "./data";
import type { Change, Outbox } from "./outbox";

const EVERY = 20_000; // milliseconds

export interface Told {
  readonly since: string;
  readonly revision: number;
  readonly changes: readonly Change[];
  readonly keys: Readonly<Record<string, string>>;
  readonly by: readonly string[];
}

export class News {
  #since: string;
  #asking = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly page: Page,
    readonly outbox: Outbox,
    readonly take: (told: Told) => void,
    readonly outdated: () => void,
    readonly get: typeof fetch = (...given) => fetch(...given),
  ) {
    this.#since = page.since;
  }

  start(): void {
    const ask = (): void => void this.ask();
    this.#timer = setInterval(ask, EVERY);
    document.addEventListener("visibilitychange", ask);
    addEventListener("focus", ask);
  }

  /** Ask, unless nobody looks or something done here is still on its way: the answer could be older than that. */
  async ask(): Promise<void> {
    if (this.#asking || document.hidden || this.outbox.count) return;
    this.#asking = true;
    const before = this.outbox.taken;
    const told = await this.#told();
    this.#asking = false;
    if (!told || this.outbox.taken !== before) return;
    if (told.revision !== this.page.document.revision) return this.#end();
    this.#since = told.since;
    this.take(told);
  }

  async #told(): Promise<Told | null> {
    try {
      const address = `${this.page.addresses.news}?since=${this.#since}`;
      const response = await this.get(address, { headers: { Accept: "application/json" }, redirect: "manual" });
      return response.status === 200 ? ((await response.json()) as Told) : null;
    } catch {
      return null; // the server is away: asked again in a while
    }
  }

  /** The text isn't the one that the page shows: no position that is told now means anything here. */
  #end(): void {
    clearInterval(this.#timer);
    this.#asking = true;
    this.outdated();
  }
}
