/** Positions on the wire are code points; the browser counts UTF-16 units. Only this module knows that they differ. */
export class Measured {
  readonly length: number;
  readonly #pairs: number[]; // where, in code points, a character of two units stands

  constructor(readonly text: string) {
    this.#pairs = [];
    let points = 0;
    for (const character of text) {
      if (character.length > 1) this.#pairs.push(points);
      points += 1;
    }
    this.length = points;
  }

  /** Return how many units stand before a code point. */
  units(points: number): number {
    return points + this.#before(points, 0);
  }

  /** Return how many code points begin before a unit; one within a pair counts as its end. */
  points(units: number): number {
    let passed = 0;
    while (passed < this.#pairs.length && this.#pairs[passed]! + passed < units) passed += 1;
    return units - passed + (passed > 0 && this.#pairs[passed - 1]! + passed === units ? 1 : 0);
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.units(start), this.units(end));
  }

  #before(points: number, from: number): number {
    let passed = from;
    while (passed < this.#pairs.length && this.#pairs[passed]! < points) passed += 1;
    return passed;
  }
}
