import { beforeEach, describe, expect, it } from "vitest";

import { installFinding } from "./finding";

const list = (): HTMLSelectElement => document.querySelector("select")!;
const type = (words: string): void => {
  const field = document.querySelector<HTMLInputElement>(".finds")!;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

describe("a list that is searched", () => {
  beforeEach(() => {
    document.body.innerHTML = `<select data-finds="Etsi"><option value="">–</option><option value="1">asiakkuus</option><option value="2">palvelut</option><option value="3">palveluaika</option></select>`;
    installFinding();
  });

  it("keeps what answers, the best chosen", () => {
    type("palv");
    expect([...list().options].map((one) => one.value)).toEqual(["2", "3"]);
    expect(list().value).toBe("2");
  });

  it("has everything again, and nothing chosen, once the field is empty", () => {
    type("palv");
    type("");
    expect(list().options.length).toBe(4);
    expect(list().value).toBe("");
  });
});
