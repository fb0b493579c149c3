import { describe, expect, it } from "vitest";
import { search } from "./fuzzy";
import { likeliest } from "./likeliest";

const CODES = ["Asiakasodotukset › palvelut", "Asiakaskokemukset › palvelut", "Yhteistyö › päivittäinen yhteistyö", "Tiedottaminen › häiriö- ja virhetilanteet"];
const found = (query: string) => search(query, CODES, (code) => code);

describe("search", () => {
  it("wants every part, wherever it stands", () => {
    expect(found("odot palv")).toEqual(["Asiakasodotukset › palvelut"]);
  });

  it("prefers a word's beginning, and keeps the order of equals", () => {
    expect(found("palv")).toEqual(CODES.slice(0, 2));
  });

  it("forgives missing dots and left-out letters", () => {
    expect(found("hairio")).toEqual([CODES[3]]);
    expect(found("pvtn")).toEqual([CODES[2]]);
  });

  it("returns everything for nothing, and nothing for what isn't there", () => {
    expect(found(" ")).toEqual(CODES);
    expect(found("xyz")).toEqual([]);
  });
});

describe("likeliest", () => {
  const codes = [{ id: "a", count: 40 }, { id: "b", count: 2 }, { id: "c", count: 2 }];

  it("puts the codes used last first, whatever the frequent ones are", () => {
    expect(likeliest(codes, ["b"], [], 3)).toEqual(["b", "a", "c"]);
  });

  it("counts those near by", () => {
    expect(likeliest(codes, [], [{ code: "c", distance: 0 }, { code: "c", distance: 1 }], 2)).toEqual(["c", "a"]);
  });
});
