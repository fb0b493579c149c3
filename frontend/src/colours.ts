/** Colours as eyes have them: contrast by WCAG 2.2, distance in OKLab, colour-vision deficiency by Machado et al. (2009), severity 1. */
export type Colour = readonly [number, number, number]; // linear red, green and blue, 0–1

type Matrix = readonly [Colour, Colour, Colour];

const times = (matrix: Matrix, v: Colour): Colour => {
  const dot = (row: Colour): number => row[0] * v[0] + row[1] * v[1] + row[2] * v[2];
  return [dot(matrix[0]), dot(matrix[1]), dot(matrix[2])];
};

const linear = (part: string): number => {
  const value = parseInt(part, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

export const colourOf = (hex: string): Colour => [linear(hex.slice(1, 3)), linear(hex.slice(3, 5)), linear(hex.slice(5, 7))];

const luminance = ([red, green, blue]: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

export const contrast = (a: Colour, b: Colour): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const FULL: Matrix = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
const NO_RED: Matrix = [
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998],
];
const NO_GREEN: Matrix = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
];

const bounded = (value: number): number => Math.min(1, Math.max(0, value));

const lab = (colour: Colour, eyes: Matrix): Colour => {
  const [red, green, blue] = times(eyes, colour);
  const [l, m, s] = times(TO_CONES, [bounded(red), bounded(green), bounded(blue)]);
  return times(TO_LAB, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)]);
};

/** Return the distance of two colours to those who tell them apart least: with all receptors, without red or without green ones. */
export const distance = (a: Colour, b: Colour): number =>
  Math.min(
    ...[FULL, NO_RED, NO_GREEN].map((eyes) => {
      const [first, second] = [lab(a, eyes), lab(b, eyes)];
      return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
    }),
  );
