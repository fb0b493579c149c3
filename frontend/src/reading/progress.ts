/** How far the work is: which turns there are to code, which of them are done, and the line that tells it. */
import { say } from "./data";
import { find } from "./elements";
import type { Passage } from "./passages";
import { covers, overlaps } from "./spans";
import type { Store } from "./store";
import type { Surface } from "./surface";

export class Progress {
  constructor(
    readonly store: Store,
    readonly surface: Surface,
  ) {}

  /** Tell whether a passage is to be coded and nothing of it is coded or excluded yet. */
  isOpen(passage: Passage): boolean {
    return counts(passage) && !this.#isDone(passage);
  }

  tell(): void {
    const turns = this.surface.passages.all.filter(counts);
    const done = new Set([...this.store.codings.values()].flatMap((coding) => this.surface.passages.under(coding)));
    const excluded = [...this.store.judgements.values()].filter((one) => one.status === "out").length;
    const coded = turns.filter((passage) => done.has(passage)).length;
    find("[data-progress]").textContent = say("progress", { coded, turns: turns.length, excluded });
  }

  #isDone(passage: Passage): boolean {
    const { codings, judgements } = this.store;
    return [...codings.values()].some((one) => overlaps(one, passage)) || [...judgements.values()].some((one) => one.status === "out" && covers(one, passage));
  }
}

const counts = (passage: Passage): boolean => passage.isTurn && !passage.asks;
