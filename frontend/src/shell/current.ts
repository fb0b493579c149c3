/** Where one is stays in sight: a list of pages that is longer than its room, or a row of tabs wider than it, is scrolled to the current one. */
const LISTS = ".navigation, .tabs";

const showCurrent = (list: HTMLElement): void => {
  const current = list.querySelector("[aria-current]")?.getBoundingClientRect();
  if (!current) return;
  const room = list.getBoundingClientRect();
  list.scrollTop += Math.max(0, current.bottom - room.bottom) + Math.min(0, current.top - room.top);
  list.scrollLeft += Math.max(0, current.right - room.right) + Math.min(0, current.left - room.left);
};

const showAll = (): void => document.querySelectorAll<HTMLElement>(LISTS).forEach(showCurrent);

export const installCurrent = (): void => {
  showAll();
  document.addEventListener("htmx:afterSwap", showAll);
  document.addEventListener("toggle", showAll, true);
};
