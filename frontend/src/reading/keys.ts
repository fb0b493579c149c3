/** Which key does what. Keys without a modifier can be turned off; none is taken from a field that is being written in. */
import { keysAreOn } from "../shell/keys";

export interface Commands {
  readonly turn: (step: 1 | -1) => void;
  readonly word: (step: 1 | -1) => void;
  readonly extendWord: (step: 1 | -1) => void;
  readonly extendSentence: (step: 1 | -1) => void;
  readonly sentence: () => void;
  readonly uncoded: (step: 1 | -1) => void;
  readonly choose: () => void;
  readonly code: () => void;
  readonly digit: (digit: number) => void;
  readonly inVivo: () => void;
  readonly exclude: () => void;
  readonly note: () => void;
  readonly reduced: () => void;
  readonly topic: () => void;
  readonly valence: (value: -1 | 0 | 1) => void;
  readonly aspect: () => void;
  readonly moveEnd: (step: 1 | -1) => void;
  readonly moveStart: (step: 1 | -1) => void;
  readonly remove: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly search: () => void;
  readonly leave: () => void;
}

const plain = (commands: Commands): Record<string, () => void> => ({
  j: () => commands.turn(1),
  k: () => commands.turn(-1),
  w: () => commands.word(1),
  b: () => commands.word(-1),
  s: commands.sentence,
  n: () => commands.uncoded(1),
  N: () => commands.uncoded(-1),
  c: commands.code,
  i: commands.inVivo,
  x: commands.exclude,
  m: commands.note,
  e: commands.reduced,
  t: commands.topic,
  o: commands.aspect,
  f: commands.search,
  "+": () => commands.valence(1),
  "-": () => commands.valence(-1),
  "−": () => commands.valence(-1),
  "0": () => commands.valence(0),
  Enter: commands.choose,
  Escape: commands.leave,
  Delete: commands.remove,
  Backspace: commands.remove,
  ...Object.fromEntries(Array.from({ length: 9 }, (_, place) => [String(place + 1), () => commands.digit(place + 1)])),
});

const shifted = (commands: Commands): Record<string, () => void> => ({
  ArrowRight: () => commands.extendWord(1),
  ArrowLeft: () => commands.extendWord(-1),
  ArrowDown: () => commands.extendSentence(1),
  ArrowUp: () => commands.extendSentence(-1),
});

const alternate = (commands: Commands): Record<string, () => void> => ({
  ArrowRight: () => commands.moveEnd(1),
  ArrowLeft: () => commands.moveEnd(-1),
  ArrowDown: () => commands.moveStart(1),
  ArrowUp: () => commands.moveStart(-1),
});

const controlled = (commands: Commands): Record<string, () => void> => ({ z: commands.undo, y: commands.redo, Z: commands.redo });

/** Letters that a field, a button or a list takes for itself. */
const WRITES = "textarea, select, [contenteditable]:not([contenteditable='false']), input:not([type='radio'], [type='checkbox'])";
const PRESSES = "button, a, summary, input, select";

export const installKeys = (commands: Commands): void => {
  const [bare, shift, alt, ctrl] = [plain(commands), shifted(commands), alternate(commands), controlled(commands)];
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.defaultPrevented || event.isComposing || target.closest(WRITES) || document.querySelector("dialog[open]")) return;
    const act = choose(event, target);
    if (!act) return;
    event.preventDefault();
    act();
  });

  const choose = (event: KeyboardEvent, target: Element): (() => void) | undefined => {
    if (event.ctrlKey || event.metaKey) return event.altKey ? undefined : ctrl[event.key];
    if (event.altKey) return event.shiftKey ? undefined : alt[event.key];
    if (event.shiftKey && shift[event.key]) return target.matches("input") ? undefined : shift[event.key];
    if (event.key === "Enter" && target.closest(PRESSES)) return undefined;
    return keysAreOn() || event.key === "Escape" ? bare[event.key] : undefined;
  };
};
