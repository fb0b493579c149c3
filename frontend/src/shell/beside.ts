/**
 * A number's segments beside the table: on a wide screen a click on `a[data-count]` fills the page's `#beside` and leaves the table where it
 * is, the number marked. Escape and the panel's button close it and give the focus back. The number stands in the page's address, so that
 * "back" from an interview comes to the same cell. On a narrow screen, and on a page without `#beside`, the link leads to the page.
 */
import htmx from "htmx.org";

const WIDE = "(min-width: 60rem)";

const panel = (): HTMLElement | null => document.getElementById("beside");
const content = (): HTMLElement | null => document.getElementById("beside-content");
const opened = (): HTMLAnchorElement | null => document.querySelector<HTMLAnchorElement>('a[data-count][aria-expanded="true"]');
const isWide = (): boolean => matchMedia(WIDE).matches;

const isPlain = (event: MouseEvent): boolean => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** Have the address name the number, or none, without a step in the history. */
const stand = (at: string): void => history.replaceState(history.state, "", at ? `#${at}` : location.pathname + location.search);

const mark = (number: HTMLAnchorElement | null): void => {
  opened()?.removeAttribute("aria-expanded");
  number?.setAttribute("aria-expanded", "true");
};

const load = (address: string): Promise<void> => {
  const place = content();
  return place ? htmx.ajax("get", address, { target: place, swap: "innerHTML" }) : Promise.resolve();
};

const open = async (number: HTMLAnchorElement): Promise<void> => {
  const beside = panel();
  if (!beside) return;
  mark(number);
  stand(number.id);
  beside.querySelector<HTMLAnchorElement>("[data-beside-page]")!.href = number.href;
  await load(number.href);
  if (opened() !== number) return;
  beside.hidden = false;
  beside.scrollTop = 0;
  number.scrollIntoView({ block: "nearest", inline: "nearest" });
  beside.focus({ preventScroll: true });
};

const close = (): void => {
  const beside = panel();
  if (!beside || beside.hidden) return;
  const number = opened();
  beside.hidden = true;
  mark(null);
  stand("");
  number?.focus();
};

const onClick = (event: MouseEvent): void => {
  const target = event.target as Element;
  const number = target.closest<HTMLAnchorElement>("a[data-count]");
  const turned = target.closest<HTMLAnchorElement>("#beside a[rel='prev'], #beside a[rel='next']");
  if (target.closest("[data-beside-close]")) return close();
  if (!isPlain(event)) return;
  if (turned) {
    event.preventDefault();
    void load(turned.href).then(() => panel()?.focus());
  } else if (number && !number.closest("#beside")) {
    if (!isWide() || !panel()) return stand(number.id);
    event.preventDefault();
    if (number === opened()) close();
    else void open(number);
  }
};

const onKey = (event: KeyboardEvent): void => {
  if (event.key === "Escape" && !document.querySelector("dialog[open], details.menu[open]")) close();
};

/** Come back to the number that the address names: opened where there is room, else with the focus on it. */
const comeBack = (): void => {
  const number = document.getElementById(location.hash.slice(1));
  if (!(number instanceof HTMLAnchorElement) || !number.dataset["count"]) return;
  if (isWide() && panel()) void open(number);
  else number.focus();
};

export const installBeside = (): void => {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  comeBack();
};
