/** Searching the text: every hit is marked, and one goes from hit to hit. */
import { say } from "./data";
import { find } from "./elements";
import type { Span } from "./spans";
import type { Surface } from "./surface";

const SHORTEST = 2;
const fold = (text: string): string => text.toLowerCase();

export class Finding {
  readonly #form: HTMLFormElement;
  readonly #field: HTMLInputElement;
  #hits: Span[] = [];
  #at = -1;

  constructor(
    readonly surface: Surface,
    readonly arrived: (hit: Span, keepFocus: boolean) => void,
    readonly closed: () => void,
  ) {
    this.#form = find<HTMLFormElement>("[data-search]");
    this.#field = find<HTMLInputElement>("input", this.#form);
    this.#field.addEventListener("input", () => this.#search());
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#form.addEventListener("click", (event) => this.#click(event));
    this.#field.addEventListener("keydown", (event) => this.#key(event));
  }

  open(): void {
    this.#form.hidden = false;
    this.#field.focus();
    this.#field.select();
  }

  #close(): void {
    this.#form.hidden = true;
    if ("highlights" in CSS) CSS.highlights.delete("teema-hits");
    this.closed();
  }

  #search(): void {
    const wanted = fold(this.#field.value.trim());
    this.#hits = wanted.length < SHORTEST ? [] : this.surface.passages.all.flatMap((passage) => hitsIn(passage.measured.text, wanted, passage));
    this.#at = -1;
    if ("highlights" in CSS) CSS.highlights.set("teema-hits", new Highlight(...this.#hits.flatMap((hit) => this.surface.rangesOf(hit))));
    this.#tell();
  }

  #step(by: number): void {
    if (!this.#hits.length) return;
    this.#at = this.#at < 0 && by < 0 ? this.#hits.length - 1 : (this.#at + by + this.#hits.length) % this.#hits.length;
    this.arrived(this.#hits[this.#at]!, true);
    this.#tell();
  }

  #tell(): void {
    const told = find("[data-hits]", this.#form);
    const count = this.#hits.length;
    if (!this.#field.value.trim()) told.textContent = "";
    else told.textContent = count ? say("found", { place: this.#at + 1, count }) : say("not_found");
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.#step(1);
  }

  #click(event: Event): void {
    const step = (event.target as Element).closest<HTMLElement>("[data-hit]")?.dataset["hit"];
    if (step === "-1") this.#step(-1);
  }

  #key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      this.#step(-1);
    }
  }
}

const hitsIn = (text: string, wanted: string, passage: { start: number; measured: { points(units: number): number } }): Span[] => {
  const hits: Span[] = [];
  const searched = fold(text);
  for (let place = searched.indexOf(wanted); place >= 0; place = searched.indexOf(wanted, place + wanted.length)) {
    const start = passage.start + passage.measured.points(place);
    hits.push({ start, end: passage.start + passage.measured.points(place + wanted.length) });
  }
  return hits;
};
