import { describe, expect, it } from "vitest";

import tokens from "../styles/tokens.css?raw";
import { type Colour, colourOf, contrast, distance } from "./colours";

type Theme = "light" | "dark";
const given = [...tokens.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)];
const colours = (theme: Theme): Map<string, Colour> =>
  new Map(given.map(([, name, light, dark]) => [name ?? "", colourOf((theme === "light" ? light : dark) ?? "")]));
const themeColours = Array.from({ length: 10 }, (_, place) => `c${place}`);

describe.each<Theme>(["light", "dark"])("in the %s theme", (theme) => {
  const named = colours(theme);
  const between = (a: string, b: string): number => contrast(named.get(a)!, named.get(b)!);

  it.each(["ink", "quiet", "accent", "good", "warning", "bad"])("%s is read on every ground (4.5:1)", (ink) => {
    for (const ground of ["page", "sunken", "raised", "hover"]) expect(between(ink, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["accent-strong", "accent-tint"],
    ["good", "good-tint"],
    ["warning", "warning-tint"],
    ["bad", "bad-tint"],
    ["quiet", "accent-tint"],
    ["on-accent", "accent"],
    ["on-accent", "accent-strong"],
    ["bad-strong", "bad-tint"],
    ["quiet", "bad-tint"],
  ])("%s is read on %s (4.5:1)", (ink, ground) => {
    expect(between(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it("a control's outline is seen (3:1)", () => {
    for (const ground of ["page", "sunken", "raised"]) expect(between("edge", ground), ground).toBeGreaterThanOrEqual(3);
  });

  it.each(themeColours)("%s is read on the page (4.5:1)", (name) => {
    for (const ground of ["page", "raised"]) expect(between(name, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  it("any two theme colours are told apart, without red or green receptors too", () => {
    const apart = themeColours.flatMap((a, i) => themeColours.slice(i + 1).map((b) => distance(named.get(a)!, named.get(b)!)));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(0.07);
  });
});
