/** Labels in the margin, at the height of their words: made and placed when their passage comes into view. */
import { type Coding, say } from "./data";
import { icon, make } from "./elements";
import type { Painter } from "./painting";
import type { Passage } from "./passages";
import { shown, type Store } from "./store";
import type { Surface } from "./surface";

const HEIGHT = 22; // pixels from one label to the next
export const SIGNS: Readonly<Record<string, string>> = { "-1": "−", "0": "0", "1": "+" };
const VALENCES: Readonly<Record<string, string>> = { "-1": "negative", "0": "mixed", "1": "positive" };

export const valenceName = (valence: number | null): string => (valence === null ? say("no_value") : say(VALENCES[valence]!));

export class Labels {
  constructor(
    readonly store: Store,
    readonly surface: Surface,
    readonly painter: Painter,
  ) {}

  draw(passage: Passage, chosen: string | null): void {
    const codings = this.painter.codingsUnder(passage).filter((coding) => this.#beginsHere(coding, passage));
    codings.sort((one, other) => one.start - other.start || other.end - one.end);
    const labels = codings.map((coding) => this.#label(coding, chosen));
    this.surface.marginOf(passage).replaceChildren(...labels);
    this.place(passage, codings, labels);
  }

  /** Put labels at the height of their words, one under the other where several would stand at the same height. */
  place(passage: Passage, codings: readonly Coding[], labels: readonly HTMLElement[]): void {
    const margin = this.surface.marginOf(passage);
    if (!labels.length) return void (margin.style.minHeight = "");
    const top = margin.getBoundingClientRect().top;
    const heights = codings.map((coding) => this.#top(coding, passage) - top);
    let free = 0;
    labels.forEach((label, index) => {
      const height = Math.max(free, Math.round(heights[index]!));
      label.style.top = `${height}px`;
      free = height + HEIGHT;
    });
    margin.style.minHeight = `${free}px`;
  }

  #top(coding: Coding, passage: Passage): number {
    const start = Math.max(coding.start, passage.start);
    const [range] = this.surface.rangesOf({ start, end: start + 1 });
    return range?.getBoundingClientRect().top ?? 0;
  }

  #beginsHere(coding: Coding, passage: Passage): boolean {
    return this.surface.passages.at(coding.start) === passage || (coding.start < passage.start && this.surface.passages.under(coding)[0] === passage);
  }

  #label(coding: Coding, chosen: string | null): HTMLElement {
    const node = this.store.nodes.get(coding.code_id);
    const quiet = this.store.isQuiet(coding.coder);
    const sign = coding.valence === null ? "" : SIGNS[coding.valence]!;
    const label = make(
      "button",
      { type: "button", class: `label${quiet ? " quiet-layer" : ""}${coding.id === chosen ? " chosen" : ""}`, "data-label": coding.id, title: this.#title(coding) },
      make("i", { class: "swatch" }),
      make("span", {}, shown(node), node && this.store.isAmbiguous(node) && make("small", {}, ` ${shown(node.theme)}`)),
      sign && make("b", { "aria-label": valenceName(coding.valence) }, sign),
      coding.quote && icon("message-square-quote"),
      (coding.memo || this.store.notesOn(coding.id).length > 0) && icon("pencil"),
    );
    label.style.setProperty("--colour", node?.colour ?? "var(--quiet)");
    return label;
  }

  #title(coding: Coding): string {
    const layer = this.store.isOwn(coding.coder) ? "" : say("layer_of", { coder: coding.coder });
    return [this.painter.titleOf(coding), coding.reduced, layer].filter(Boolean).join("\n");
  }
}
