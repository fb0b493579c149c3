/** What is said of a coding, and where its ends stand; and words that are excluded. */
import type { Choosing } from "./choosing";
import { type Coding, say } from "./data";
import { quoted } from "./deeds";
import { valenceName } from "./labels";
import { covers, overlaps, type Span } from "./spans";
import type { View } from "./view";

export class Marking {
  constructor(
    readonly view: View,
    readonly choosing: Choosing,
  ) {}

  topic(coding: Coding): void {
    this.choosing.topic(
      (topic) => this.view.change(coding, { topic_id: topic }),
      (topic) => this.view.deeds.changeToNewTopic(coding, topic),
    );
  }

  valence(coding: Coding, value: -1 | 0 | 1): void {
    const valence = coding.valence === value ? null : value;
    this.view.change(coding, { valence });
    this.view.announce(say("valence_set", { value: valenceName(valence) }));
  }

  /** Turn to the other aspect; beginning from the theme's, and back to it. */
  aspect(coding: Coding): void {
    const default_ = this.view.store.nodes.get(coding.code_id)?.theme.aspect ?? "";
    const now = coding.aspect || default_;
    const aspect = now === "expectation" ? "experience" : "expectation";
    this.view.change(coding, { aspect: aspect === default_ ? "" : aspect });
    this.view.announce(say("aspect_set", { value: say(aspect) }));
  }

  moveEnd(step: 1 | -1): void {
    const { passages } = this.view.surface;
    const span = this.view.chosen ?? this.view.cursor.span;
    if (!span) return;
    const word = step > 0 ? passages.wordAfter(span.end) : passages.wordBefore((passages.wordBefore(span.end) ?? span).start);
    if (word && word.end > span.start) this.#resize({ start: span.start, end: word.end });
  }

  moveStart(step: 1 | -1): void {
    const { passages } = this.view.surface;
    const span = this.view.chosen ?? this.view.cursor.span;
    if (!span) return;
    const word = step > 0 ? passages.wordAfter(span.start + 1) : passages.wordBefore(span.start);
    if (word && word.start < span.end) this.#resize({ start: word.start, end: span.end });
  }

  /** Exclude words with a reason; where a judgement of one's own covers them, take that back. */
  exclude(span: Span): void {
    const { store, deeds, announce, cursor } = this.view;
    const judgements = [...store.judgements.values()];
    const own = judgements.find((one) => overlaps(one, span) && one.status !== "in" && (store.page.can.lead || store.isOwn(one.coder)));
    if (own && covers(own, span)) {
      deeds.clear(own);
      return announce(say("included"));
    }
    const words = quoted(cursor.words);
    this.choosing.reason(
      judgements.map((one) => one.reason),
      (reason) => {
        deeds.judge(span, reason);
        announce(say("excluded", { words }));
      },
    );
  }

  #resize(span: Span): void {
    const { view } = this;
    const coding = view.chosen;
    if (coding && !view.store.mayChange(coding)) return view.onCoding(() => undefined);
    if (coding) view.change(coding, { start: span.start, end: span.end });
    view.cursor.select(span, true);
    view.announce(say("selected_words", { words: quoted(view.cursor.words) }));
  }
}
