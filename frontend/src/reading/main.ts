/** The reading view: an element with `data-reading` is brought to life here. */
import { showToast } from "../shell/toasts";
import { NOWHERE, type Page, read, say, speak } from "./data";
import { find, make } from "./elements";
import { installKeys } from "./keys";
import { type Answer, Outbox, type Watcher } from "./outbox";
import { installPointing } from "./pointing";
import { Store } from "./store";
import { Surface } from "./surface";
import { View } from "./view";

const announcer = (): ((words: string) => void) => {
  const region = find("[data-announcer]");
  return (words) => {
    region.textContent = words;
  };
};

const watcher: Watcher = {
  state(state, count) {
    const told = document.querySelector<HTMLElement>("[data-saved]");
    if (!told) return;
    const words = { saved: "saved", saving: "saving", waiting: "waiting", stopped: "unsaved" }[state];
    told.textContent = say(words, { count });
    told.dataset["state"] = state;
    if (state === "stopped") told.append(reloadButton());
  },
  refused(answer: Answer) {
    const text = [answer.what ?? say("refused"), answer.hint, answer.code && `(${answer.code})`].filter(Boolean).join(" ");
    showToast({ text, kind: "bad" });
  },
  unreachable() {
    showToast({ text: say("undo_unreachable"), kind: "bad" });
  },
};

/** The text was corrected meanwhile: nothing more can be done with the one that is shown. */
const reloadButton = (): HTMLElement => {
  const button = make("button", { type: "button", class: "button small" }, say("reload"));
  button.addEventListener("click", () => location.reload());
  return button;
};

const installButtons = (view: View): void => {
  const { commands } = view;
  const does: Record<string, () => void> = {
    search: commands.search,
    undo: commands.undo,
    redo: commands.redo,
    keys: () => find<HTMLDialogElement>("#keys").showModal(),
    codebook: () => document.body.classList.toggle("side-open"),
    "close-side": () => document.body.classList.remove("side-open"),
    "clear-filters": () => view.clearFilters(),
    "change-code": () => view.changeCode(),
    topic: commands.topic,
    remove: commands.remove,
    leave: commands.leave,
    code: commands.code,
    "in-vivo": commands.inVivo,
    exclude: commands.exclude,
    note: commands.note,
    "copy-link": () => copyLink(view),
  };
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-do], [data-digit]");
    if (button?.dataset["digit"]) commands.digit(Number(button.dataset["digit"]));
    else does[button?.dataset["do"] ?? ""]?.();
  });
  find("[data-bar]").addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
};

const copyLink = (view: View): void => {
  const { chosen } = view;
  if (!chosen) return;
  const address = view.store.page.addresses.coding.replace(NOWHERE, chosen.id);
  void navigator.clipboard?.writeText(new URL(address, location.href).href).then(() => showToast({ text: say("copied"), kind: "good" }));
};

/** A coding's address leads to its words and selects it; the address of words found selects them. */
const follow = (view: View): void => {
  const found = /^#(\d+)-(\d+)$/.exec(location.hash);
  if (found) view.cursor.select({ start: Number(found[1]), end: Number(found[2]) }, true);
  const id = /^#coding-(.+)$/.exec(location.hash)?.[1];
  const coding = id && view.store.codings.get(id);
  if (coding) view.choose(coding, true);
};

const start = (): void => {
  speak(read("reading-words"));
  const outbox = new Outbox(watcher);
  const store = new Store(read<Page>("reading-page"));
  const surface = new Surface(find("[data-document]"));
  const view = new View(store, surface, outbox, announcer(), (text) => showToast({ text, kind: "info" }));
  installKeys(view.commands);
  installPointing(view);
  installButtons(view);
  follow(view);
  addEventListener("hashchange", () => follow(view));
  addEventListener("beforeunload", (event) => outbox.count > 0 && event.preventDefault());
  watcher.state("saved", 0);
  performance.mark("selection-ready");
};

if (document.querySelector("[data-reading]")) start();
