/** What the palette asks: which code, which topic, which reason, what note. */
import { labelled, pathOf, wordsOf } from "./codebook";
import { say, type Topic } from "./data";
import { type NewNode, newNode } from "./deeds";
import { search } from "./fuzzy";
import type { Choice, Palette } from "./palette";
import { type Node, shown, type Store } from "./store";

const LONGEST_NAME = 80;

export class Choosing {
  #reason = "";

  constructor(
    readonly store: Store,
    readonly palette: Palette,
    readonly place: () => DOMRect | null,
  ) {}

  /** Ask for a code: recent ones first, so that Enter alone repeats the last; what isn't found can be made. */
  code(take: (code: string | NewNode) => void): void {
    this.#open("code", (typed) => [...this.#codes(typed, take), ...this.#newCodes(typed, take)]);
  }

  change(take: (code: string) => void): void {
    this.#open("change", (typed) => this.#codes(typed, take));
  }

  inVivo(words: string, take: (code: NewNode) => void): void {
    const name = words.replace(/\s+/g, " ").slice(0, LONGEST_NAME);
    this.#open("inVivo", (typed) => this.#places(typed.trim() || name, take), name);
  }

  topic(take: (topic: string | null) => void, make: (topic: Topic) => void): void {
    const topics = [...this.store.topics.values()];
    this.#open("topic", (typed) => {
      const name = typed.trim();
      const found = search(typed, topics, (topic) => topic.name).map((topic) => ({ label: topic.name, take: () => take(topic.id) }));
      const exists = topics.some((topic) => topic.name.toLowerCase() === name.toLowerCase());
      const fresh = name && !exists ? [{ label: say("new_topic", { name }), icon: "plus", take: () => make({ id: crypto.randomUUID(), name }) }] : [];
      const none = name ? [] : [{ label: say("no_topic"), icon: "x", take: () => take(null) }];
      return [...found, ...fresh, ...none];
    });
  }

  /** Ask why words are excluded: the last reason first, then those used before. */
  reason(used: readonly string[], take: (reason: string) => void): void {
    const reasons = [...new Set([this.#reason, ...used])].filter(Boolean);
    const choose = (reason: string): void => {
      this.#reason = reason;
      take(reason);
    };
    this.#open("exclude", (typed) => {
      const name = typed.trim();
      const found = search(typed, reasons, (reason) => reason).map((reason) => ({ label: reason, take: () => choose(reason) }));
      const fresh = name && !reasons.includes(name) ? [{ label: say("with_reason", { reason: name }), icon: "plus", take: () => choose(name) }] : [];
      return name ? [...found, ...fresh] : [...found, { label: say("no_reason"), take: () => choose("") }];
    });
  }

  note(take: (text: string) => void): void {
    this.#open("note", (typed) => (typed.trim() ? [{ label: say("write_note"), icon: "check", take: () => take(typed.trim()) }] : []));
  }

  #open(name: string, choices: (typed: string) => Choice[], text = ""): void {
    this.palette.open({ name, choices, text, near: this.place() });
  }

  #codes(typed: string, take: (code: string) => void): Choice[] {
    const found = search(typed, this.#byUse(), wordsOf);
    return found.map((node) => this.#choice(node, () => take(node.id)));
  }

  /** Return the codebook with the codes used lately before the others. */
  #byUse(): Node[] {
    const recent = [...new Set(this.store.recent)].map((id) => this.store.nodes.get(id)).filter((node) => !!node);
    return [...new Set([...recent, ...this.store.inOrder()])];
  }

  #choice(node: Node, take: () => void): Choice {
    const detail = [node.parent && pathOf(node.parent), labelled(node)].filter(Boolean).join(" · ");
    return { label: shown(node), detail, colour: node.colour, take };
  }

  #newCodes(typed: string, take: (code: NewNode) => void): Choice[] {
    const name = typed.trim();
    if (!name || this.store.inOrder().some((node) => shown(node).toLowerCase() === name.toLowerCase())) return [];
    return [{ label: say("new_code", { name }), icon: "plus", take: () => this.#open("inVivo", (place) => this.#under(place, name, take)) }];
  }

  /** The name stands in the field; the choices are where it goes. */
  #places(name: string, take: (code: NewNode) => void): Choice[] {
    return this.#homes().map((theme) => this.#home(theme, name, take));
  }

  #under(typed: string, name: string, take: (code: NewNode) => void): Choice[] {
    const homes = search(typed, this.#homes(), (theme) => (theme ? shown(theme) : say("as_theme")));
    return homes.map((theme) => this.#home(theme, name, take));
  }

  /** Themes, the one used last first; and none, which makes a theme. */
  #homes(): (Node | null)[] {
    const last = this.store.nodes.get(this.store.recent[0] ?? "")?.theme;
    const themes = [...new Set([last, ...this.store.themes])].filter((theme) => !!theme);
    return [...themes, null];
  }

  #home(theme: Node | null, name: string, take: (code: NewNode) => void): Choice {
    const choose = (): void => take(newNode(name, theme?.id ?? null));
    return theme ? { label: say("under", { theme: shown(theme) }), colour: theme.colour, take: choose } : { label: say("as_theme"), icon: "plus", take: choose };
  }
}
