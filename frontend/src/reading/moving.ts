/** Moving in the text: by turn, to what is left to code, by word and sentence. A selected coding is let go of. */
import { say } from "./data";
import { quoted } from "./deeds";
import type { Passage } from "./passages";
import type { Progress } from "./progress";
import type { View } from "./view";

export class Moving {
  constructor(
    readonly view: View,
    readonly progress: Progress,
  ) {}

  freely(move: () => void): void {
    const { cursor, announce } = this.view;
    this.view.letGo();
    move();
    announce(cursor.extended ? say("selected_words", { words: quoted(cursor.words) }) : cursor.words);
  }

  turn(step: 1 | -1): void {
    const { passages } = this.view.surface;
    const at = this.#at();
    const shownOnes = passages.all.map((passage, place) => ({ passage, place })).filter(({ passage }) => !this.view.surface.sectionOf(passage).hidden);
    const next = step > 0 ? shownOnes.find(({ place }) => place > at) : shownOnes.findLast(({ place }) => place < at);
    if (next) this.#stand(next.passage);
  }

  uncoded(step: 1 | -1): void {
    const { passages } = this.view.surface;
    const at = this.#at();
    const open = (passage: Passage): boolean => this.progress.isOpen(passage);
    const next = step > 0 ? passages.all.slice(at + 1).find(open) : passages.all.slice(0, Math.max(at, 0)).findLast(open);
    if (next) this.#stand(next);
    else this.view.announce(say("no_uncoded"));
  }

  #at(): number {
    const { span } = this.view.cursor;
    return span ? this.view.surface.passages.indexAt(span.start) : -1;
  }

  #stand(passage: Passage): void {
    this.view.letGo();
    this.view.cursor.stand(this.view.surface.passages.wordAt(passage.start));
    this.view.announce(say("turn", { speaker: passage.speaker, words: quoted(passage.measured.text) }));
  }
}
