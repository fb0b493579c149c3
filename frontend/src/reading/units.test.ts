import { describe, expect, it } from "vitest";
import { Measured } from "./units";

describe("Measured", () => {
  it("counts an emoji as one code point of two units", () => {
    const measured = new Measured("Hyvä 😀 päivä");
    expect(measured.length).toBe(12);
    expect(measured.units(6)).toBe(7);
    expect(measured.points(7)).toBe(6);
    expect(measured.slice(7, 12)).toBe("päivä");
  });

  it("goes there and back at every position, whatever stands between", () => {
    const measured = new Measured("a\u0308😀👩‍👩‍👧x\n🎉🎉ö");
    for (let points = 0; points <= measured.length; points += 1) expect(measured.points(measured.units(points))).toBe(points);
    expect(measured.units(measured.length)).toBe(measured.text.length);
  });

  it("takes a place within a pair for its end", () => {
    expect(new Measured("😀a").points(1)).toBe(1);
  });

  it("agrees with the array of code points", () => {
    const text = "no 😀 joo 🎉🎉 kyllä";
    const measured = new Measured(text);
    expect(measured.slice(3, 13)).toBe([...text].slice(3, 13).join(""));
  });
});
