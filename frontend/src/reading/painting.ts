/** Painting codings and exclusions on the words: a tint for the shortest coding, and a track under the words for each. */
import { labelled, pathOf } from "./codebook";
import type { Coding, Judgement } from "./data";
import { say } from "./data";
import { make } from "./elements";
import type { Passage } from "./passages";
import { cut, length, overlaps, type Piece, tracksOf } from "./spans";
import type { Store } from "./store";
import type { Surface } from "./surface";

const TRACKS = 4; // more codings over the same words share the last
const STEP = 3; // pixels from one track to the next

export type Shows = (coding: Coding) => boolean;

export class Painter {
  readonly #covering = new WeakMap<Element, readonly Coding[]>();
  readonly #excluding = new WeakMap<Element, readonly Judgement[]>();

  constructor(
    readonly store: Store,
    readonly surface: Surface,
    readonly shows: Shows,
  ) {}

  /** Return the codings over a painted element, the shortest first. */
  over(element: Element | null): readonly Coding[] {
    return (element && this.#covering.get(element)) ?? [];
  }

  excludedAt(element: Element | null): readonly Judgement[] {
    return (element && this.#excluding.get(element)) ?? [];
  }

  codingsUnder(passage: Passage): Coding[] {
    return [...this.store.codings.values()].filter((coding) => overlaps(coding, passage) && this.shows(coding));
  }

  paint(passage: Passage, chosen: string | null): void {
    const codings = this.codingsUnder(passage);
    const judgements = [...this.store.judgements.values()].filter((one) => overlaps(one, passage) && one.status !== "in");
    const tracks = tracksOf(codings);
    const pieces = cut<Coding | Judgement>(passage, [...codings, ...judgements]);
    const said = this.surface.saidOf(passage);
    if (!codings.length && !judgements.length && !said.firstElementChild) return;
    said.replaceChildren(...pieces.map((piece) => this.#piece(passage, piece, tracks, chosen)));
  }

  #piece(passage: Passage, piece: Piece<Coding | Judgement>, tracks: ReadonlyMap<Coding, number>, chosen: string | null): Node {
    const words = passage.textOf(piece);
    const codings = piece.covering.filter((one): one is Coding => "code_id" in one).sort((one, other) => length(one) - length(other));
    const judgements = piece.covering.filter((one): one is Judgement => "status" in one);
    if (!piece.covering.length) return document.createTextNode(words);
    const span = make("span", {}, words);
    if (codings.length) this.#tint(span, codings, tracks, chosen);
    if (judgements.length) exclude(span, judgements);
    this.#covering.set(span, codings);
    this.#excluding.set(span, judgements);
    return span;
  }

  #tint(span: HTMLElement, codings: readonly Coding[], tracks: ReadonlyMap<Coding, number>, chosen: string | null): void {
    const top = codings.find((coding) => coding.id === chosen) ?? codings[0]!;
    span.className = "coded";
    span.classList.toggle("chosen", top.id === chosen);
    span.classList.toggle("quiet-layer", codings.every((coding) => this.store.isQuiet(coding.coder)));
    span.style.setProperty("--colour", this.store.nodes.get(top.code_id)?.colour ?? "var(--quiet)");
    span.style.backgroundImage = codings.map((coding) => this.#line(coding)).join(",");
    span.style.backgroundPosition = codings.map((coding) => `0 calc(100% - ${place(tracks, coding)}px)`).join(",");
  }

  #line(coding: Coding): string {
    const colour = this.store.nodes.get(coding.code_id)?.colour ?? "var(--quiet)";
    const quiet = this.store.isQuiet(coding.coder);
    return quiet ? `repeating-linear-gradient(90deg,${colour} 0 2px,transparent 2px 5px)` : `linear-gradient(${colour} 0 0)`;
  }

  titleOf(coding: Coding): string {
    const node = this.store.nodes.get(coding.code_id);
    return [node && pathOf(node), labelled(node)].filter(Boolean).join(" · ");
  }
}

const place = (tracks: ReadonlyMap<Coding, number>, coding: Coding): number => {
  const track = Math.min(tracks.get(coding) ?? 0, TRACKS - 1);
  return (TRACKS - 1 - track) * STEP;
};

const exclude = (span: HTMLElement, judgements: readonly Judgement[]): void => {
  const { status, reason } = judgements[0]!;
  span.classList.add(status === "out" ? "excluded" : "doubtful");
  span.title = [say(status), reason].filter(Boolean).join(": ");
};
