/** Choosing rows and doing one thing to all of them. Nothing to do is shown until something is chosen. */
import { say } from "./words";

const boxes = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('[name="chosen"]')];
const all = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>("[data-all]");
const wholePage = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>("[data-page]");

let last: HTMLInputElement | null = null;

const show = (): void => {
  const chosen = boxes().filter((box) => box.checked);
  const count = all()?.checked ? Number(all()?.dataset["count"]) : chosen.length;
  const told = document.querySelector("[data-chosen]");
  const text = say("chosen", { count });
  if (told && told.textContent !== text) told.textContent = text;
  const acts = document.querySelector<HTMLElement>("[data-acts]");
  if (acts) acts.hidden = count === 0;
  for (const box of boxes()) box.closest("tr")?.setAttribute("aria-selected", String(box.checked || !!all()?.checked));
  const page = wholePage();
  if (!page) return;
  page.checked = chosen.length > 0 && chosen.length === boxes().length;
  page.indeterminate = chosen.length > 0 && !page.checked;
};

const chooseRange = (from: HTMLInputElement, to: HTMLInputElement): void => {
  const rows = boxes();
  const [first = 0, second = 0] = [rows.indexOf(from), rows.indexOf(to)].sort((one, other) => one - other);
  for (const box of rows.slice(Math.max(0, first), second + 1)) box.checked = to.checked;
};

const findCode = (): void => {
  const acts = document.querySelector<HTMLElement>("[data-acts]");
  if (acts && !acts.hidden) acts.querySelector<HTMLElement>("[data-finder]")?.focus();
};

const step = (box: HTMLInputElement, way: 1 | -1): void => boxes()[boxes().indexOf(box) + way]?.focus();

const onKey = (event: KeyboardEvent): void => {
  const target = event.target as HTMLElement;
  const box = target.matches?.('[name="chosen"]') ? (target as HTMLInputElement) : null;
  const row = target.closest?.("[data-row]");
  const acts: Record<string, () => void> = {};
  if (box) Object.assign(acts, { ArrowDown: () => step(box, 1), ArrowUp: () => step(box, -1), m: findCode });
  if (event.altKey && event.code === "KeyM") acts[event.key] = findCode;
  if (event.altKey && event.code === "KeyX") acts[event.key] = () => row?.querySelector<HTMLInputElement>('[name="chosen"]')?.click();
  const bulk = target.closest?.(".many-act");
  if (bulk && event.key === "Enter" && target.matches("input, select")) acts["Enter"] = () => bulk.querySelector<HTMLButtonElement>("button")?.click();
  const act = acts[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  event.preventDefault();
  act();
};

export const installMany = (): void => {
  document.addEventListener("click", (event) => {
    const box = event.target as HTMLInputElement;
    if (!box.matches?.('[name="chosen"]')) return;
    if (event.shiftKey && last?.isConnected) chooseRange(last, box);
    last = box;
    show();
  });
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.matches("[data-page]")) for (const box of boxes()) box.checked = field.checked;
    if (field.matches("[data-page], [data-all], [name=chosen]")) show();
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:load", show);
  document.addEventListener("htmx:afterSettle", (event) => {
    const acted = (event as CustomEvent<{ requestConfig?: { verb?: string } }>).detail.requestConfig?.verb === "post";
    if (acted && document.activeElement === document.body) (document.querySelector<HTMLElement>("#grid [role=alert]") ?? wholePage())?.focus();
  });
  show();
};
