/** Menus are `<details>`: a click elsewhere or Escape closes them, Escape giving the focus back, and one is open at a time. */
const MENUS = "details.menu[open], details.side-toggle[open]";

const openMenus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll(MENUS);

const closeOthers = (event: Event): void => {
  const target = event.target as Node;
  for (const menu of openMenus()) {
    const belongs = menu.classList.contains("menu") ? menu : menu.parentElement;
    if (!belongs?.contains(target)) menu.open = false;
  }
};

const closeByKey = (event: KeyboardEvent): void => {
  if (event.key !== "Escape") return;
  const menu = [...openMenus()].at(-1);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
};

export const installMenus = (): void => {
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", closeByKey);
};
