/** Runs before the first paint: a chosen theme holds at once, and the page knows that scripts are there. */
import { applyTheme, chosenTheme } from "./theme-choice";

document.documentElement.dataset["scripted"] = "";
applyTheme(chosenTheme());
