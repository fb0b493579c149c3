/** Light, dark, or as the system has it. A button with `data-theme-choice` chooses one. */
import { store, stored } from "./stored";

const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const chosenTheme = (): Theme => THEMES.find((theme) => theme === stored("theme")) ?? "system";

export const applyTheme = (theme: Theme): void => {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
};

const choices = (): NodeListOf<HTMLElement> => document.querySelectorAll("[data-theme-choice]");

const showChoice = (theme: Theme): void => {
  for (const choice of choices()) choice.setAttribute("aria-pressed", String(choice.dataset["themeChoice"] === theme));
};

export const installThemeChoice = (): void => {
  showChoice(chosenTheme());
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-theme-choice]");
    const theme = THEMES.find((known) => known === button?.dataset["themeChoice"]);
    if (!theme) return;
    store("theme", theme);
    applyTheme(theme);
    showChoice(theme);
  });
};
