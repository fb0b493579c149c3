/** What is shown: one code's codings, one speaker's turns, one coder's layer. */
import { type Coding, say } from "./data";
import { find, make } from "./elements";
import { isUnder, type Node, shown, type Store } from "./store";
import type { Surface } from "./surface";

export class Filters {
  code = "";
  #coder = "";

  constructor(
    readonly store: Store,
    readonly surface: Surface,
    readonly changed: () => void,
  ) {
    const speakers = new Set(surface.passages.all.map((passage) => passage.speaker).filter(Boolean));
    const coders = new Set([...store.codings.values()].map((coding) => coding.coder).filter(Boolean));
    this.#offer("speaker", speakers, (speaker) => this.#speak(speaker));
    this.#offer("coder", coders, (coder) => (this.#coder = coder));
  }

  shows(coding: Coding): boolean {
    if (this.#coder && coding.coder !== this.#coder) return false;
    return !this.code || isUnder(this.store.nodes.get(coding.code_id), this.code);
  }

  toggleCode(node: Node): void {
    this.code = this.code === node.id ? "" : node.id;
    this.#tell();
  }

  clearCode(): void {
    if (!this.code) return;
    this.code = "";
    this.#tell();
  }

  clear(): void {
    this.code = this.#coder = "";
    for (const select of document.querySelectorAll<HTMLSelectElement>("[data-filter]")) select.value = "";
    this.#speak("");
    this.#tell();
  }

  #offer(name: string, values: ReadonlySet<string>, choose: (value: string) => void): void {
    const select = find<HTMLSelectElement>(`[data-filter="${name}"]`);
    select.append(...[...values].sort().map((value) => make("option", { value }, value)));
    select.addEventListener("change", () => {
      choose(select.value);
      this.#tell();
    });
  }

  #speak(speaker: string): void {
    for (const passage of this.surface.passages.all) this.surface.sectionOf(passage).hidden = !!speaker && passage.speaker !== speaker;
  }

  #tell(): void {
    const told = find("[data-filtering]");
    const node = this.store.nodes.get(this.code);
    const chosen = [...document.querySelectorAll<HTMLSelectElement>("[data-filter]")].map((select) => select.value).filter(Boolean);
    const words = [node && say("showing", { code: shown(node) }), ...chosen].filter(Boolean).join(" · ");
    find("span", told).textContent = words;
    told.hidden = !words;
    this.changed();
  }
}
