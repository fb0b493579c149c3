/** The grid of expressions: writing in place, choosing many, finding by typing, undoing by key. */
import { showToast } from "../shell/toasts";
import { focusNamed, installCells, isBeingWritten } from "./cells";
import { installFinders } from "./finders";
import { installMany } from "./many";
import { Suggestions } from "./suggestions";

/** Take one's latest act back, or do it again, and show the page as it is then, at the row where one was. */
const turn = async (url: string, row: string | undefined): Promise<void> => {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const answer = await fetch(url, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token } });
  if (!answer.ok) return showToast({ text: ((await answer.json()) as { what: string }).what, kind: "warning" });
  if (row) history.replaceState(null, "", `#coding-${row}`);
  location.reload();
};

const installTurning = (): void => {
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const grid = document.querySelector<HTMLElement>("[data-expressions]");
    if (!grid || !(event.ctrlKey || event.metaKey) || !["z", "y"].includes(key) || isBeingWritten(event.target)) return;
    event.preventDefault();
    const url = key === "y" || event.shiftKey ? grid.dataset["redo"] : grid.dataset["undo"];
    const row = (event.target as Element).closest?.<HTMLElement>("[data-row]")?.dataset["row"];
    if (url) void turn(url, row);
  });
};

const suggestions = new Suggestions();
installFinders(suggestions);
installCells(suggestions);
installMany();
installTurning();
focusNamed();
