/**
 * Reduced expressions and topics in place: what was written is saved when one goes on. Enter goes to the next row, as do the arrow keys where
 * they have nothing to do in the field; Escape puts back what was there. Where somebody else was quicker, both stand side by side.
 */
import { make } from "../reading/elements";
import { search } from "../reading/fuzzy";
import { showToast } from "../shell/toasts";
import { say, topics } from "./words";
import { announce, type Option, type Suggestions } from "./suggestions";

type Cell = HTMLTextAreaElement | HTMLInputElement;

interface Stands {
  readonly reduced: string;
  readonly topic: string;
  readonly seen: string;
  readonly what?: string;
  readonly code?: string;
}

const cellOf = (event: Event): Cell | null => (event.target as Element).closest<Cell>("[data-cell]");
const rowOf = (cell: Element): HTMLElement => cell.closest<HTMLElement>("[data-row]")!;
const kindOf = (cell: Cell): "reduced" | "topic" => (cell.dataset["cell"] === "topic" ? "topic" : "reduced");
const isDirty = (cell: Cell): boolean => cell.value.trim() !== cell.defaultValue.trim();
const token = (): string => document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
const cellIn = (row: Element, kind: string): Cell | null => row.querySelector<Cell>(`[data-cell="${kind}"]`);
const seenOf = (row: HTMLElement): HTMLInputElement => row.querySelector<HTMLInputElement>(`[name="seen-${row.dataset["row"]}"]`)!;

/** Go to the same field of a row above or below; tell whether there is one. */
const step = (cell: Cell, way: 1 | -1): boolean => {
  const cells = [...document.querySelectorAll<Cell>(`[data-cell="${kindOf(cell)}"]`)];
  const next = cells[cells.indexOf(cell) + way];
  next?.focus();
  next?.select();
  return !!next;
};

const isAtEdge = (cell: Cell, way: 1 | -1): boolean => {
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return true;
  return start === end && end === (way === 1 ? value.length : 0);
};

const tell = (cell: Cell, state: "saving" | "saved" | "failed" | ""): void => {
  const place = cell.closest("td")!;
  place.querySelector(".cell-state")?.remove();
  if (state) place.append(make("span", { class: `cell-state small ${state}`, role: "status" }, say(state)));
};

const queues = new WeakMap<HTMLElement, Promise<void>>();

/** Save a cell that was changed, after what is being saved of its row already: marks of what was seen come with each answer. */
const save = (cell: Cell): Promise<void> => {
  const row = rowOf(cell);
  const saving = (queues.get(row) ?? Promise.resolve()).then(() => send(row, cell));
  queues.set(row, saving);
  return saving;
};

const send = async (row: HTMLElement, cell: Cell): Promise<void> => {
  if (!isDirty(cell)) return;
  const id = row.dataset["row"]!;
  const written = cell.value;
  const body = new URLSearchParams({ [`${kindOf(cell)}-${id}`]: written, [`seen-${id}`]: seenOf(row).value });
  tell(cell, "saving");
  try {
    const answer = await fetch(`${location.pathname}${id}/`, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() } });
    const stands = (await answer.json()) as Stands;
    if (answer.ok) settle(row, cell, written, stands);
    else if (stands.code === "B505") conflict(row, cell, stands);
    else refuse(cell, stands.what ?? "");
  } catch {
    tell(cell, "failed");
    showToast({ text: document.querySelector<HTMLElement>("[data-toasts]")?.dataset["unreachable"] ?? say("failed"), kind: "bad" });
  }
};

const settle = (row: HTMLElement, cell: Cell, written: string, stands: Stands): void => {
  const now = stands[kindOf(cell)];
  cell.defaultValue = now;
  if (cell.value === written) cell.value = now;
  seenOf(row).value = stands.seen;
  cell.closest("td")!.querySelector(".cell-conflict")?.remove();
  if (kindOf(cell) === "topic" && now && !topics.includes(now)) topics.push(now);
  tell(cell, "saved");
};

const refuse = (cell: Cell, what: string): void => {
  tell(cell, "failed");
  showToast({ text: what, kind: "bad" });
};

/** Show what somebody else wrote beside one's own words, with the choice between them. */
const conflict = (row: HTMLElement, cell: Cell, stands: Stands): void => {
  tell(cell, "failed");
  const place = cell.closest("td")!;
  const value = stands[kindOf(cell)];
  const theirs = make("button", { type: "button", class: "button small" }, say("theirs"));
  const mine = make("button", { type: "button", class: "button small" }, say("mine"));
  const accept = (keep: boolean): void => {
    seenOf(row).value = stands.seen;
    cell.defaultValue = value;
    if (!keep) cell.value = value;
    place.querySelector(".cell-conflict")?.remove();
    tell(cell, "");
    cell.focus();
    if (keep) void save(cell);
  };
  theirs.addEventListener("click", () => accept(false));
  mine.addEventListener("click", () => accept(true));
  place.querySelector(".cell-conflict")?.remove();
  place.append(
    make("div", { class: "cell-conflict", role: "alert" }, make("p", {}, stands.what ?? ""), make("p", {}, say("now", { value: value || say("nothing") })), theirs, mine),
  );
};

const named = (name: string): Option => ({ text: name, value: name });

const options = (typed: string): Option[] => {
  const name = typed.trim().replace(/\s+/g, " ");
  const found = search(name, topics, (topic) => topic).map(named);
  const exists = topics.some((topic) => topic.toLocaleLowerCase("fi") === name.toLocaleLowerCase("fi"));
  return exists || !name ? found : [...found, { text: say("create", { name }), value: name }];
};

export const installCells = (suggestions: Suggestions): void => {
  const suggest = (cell: HTMLInputElement, typed = cell.value): void =>
    suggestions.show(cell, {
      options,
      none: say("no_matches"),
      take: (option) => {
        cell.value = option.value;
        if (cell.matches("[data-cell]")) void save(cell);
      },
    }, typed);

  document.addEventListener("focusin", (event) => {
    const field = (event.target as Element).closest<HTMLInputElement>("input[list]");
    if (!field) return;
    field.removeAttribute("list"); // the browser's own list would lie over ours
    announce(field);
    field.dataset["topics"] = "";
  });
  document.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.matches("[data-topics]")) field.value.trim() ? suggest(field) : suggestions.close();
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target as HTMLInputElement;
    if (!field.matches?.("[data-topics], [data-cell]") || event.isComposing) return;
    const wasOpen = suggestions.isOpenFor(field);
    if (suggestions.key(event) && event.key !== "Enter") return event.stopPropagation();
    if (field.matches("[data-topics]") && !wasOpen && event.altKey && event.key === "ArrowDown") {
      event.preventDefault();
      return suggest(field, "");
    }
    const cell = cellOf(event);
    if (cell) move(cell, event);
    else if (wasOpen && event.key === "Enter") event.stopPropagation();
  });
  document.addEventListener("focusout", (event) => {
    const cell = cellOf(event);
    if (suggestions.isOpenFor(event.target as Element)) suggestions.close();
    if (cell) void save(cell);
  });
};

const move = (cell: Cell, event: KeyboardEvent): void => {
  if (event.key === "Escape") {
    cell.value = cell.defaultValue;
    tell(cell, "");
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (!step(cell, event.ctrlKey || event.metaKey ? -1 : 1)) void save(cell);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.shiftKey && !event.altKey) {
    const way = event.key === "ArrowDown" ? 1 : -1;
    if (isAtEdge(cell, way)) {
      event.preventDefault();
      step(cell, way);
    }
  }
};

/** Focus the row that an address names, as after undoing. */
export const focusNamed = (): void => {
  const row = location.hash.startsWith("#coding-") ? document.getElementById(location.hash.slice(1)) : null;
  if (row) cellIn(row, "reduced")?.focus();
};

/** Whether a key was pressed where the browser's own undo has something to take back. */
export const isBeingWritten = (target: EventTarget | null): boolean => {
  const field = target instanceof Element ? target.closest<HTMLInputElement>("input, textarea") : null;
  if (!field || field.type === "checkbox") return false;
  return field.matches("[data-cell]") ? isDirty(field) : field.value !== "" && !field.matches("[data-finder]");
};
