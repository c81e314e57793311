import { expect, test } from 'vitest';
import { PALETTE } from './palette';

type Triple = [number, number, number];

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const GREY: Triple = [0.2126, 0.7152, 0.0722];

/** Linear RGB as it is seen: Machado, Oliveira and Fernandes, 2009, at full severity. */
const VISIONS: Record<string, [Triple, Triple, Triple]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  achromatopsia: [GREY, GREY, GREY],
};

/** A difference in CIE Lab that nobody misses. */
const PLAIN = 20;
/** Where there is lightness alone. */
const PLAIN_GREY = 7;

function linear(colour: string): Triple {
  const channel = (at: number) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seen(colour: string, [red, green, blue]: [Triple, Triple, Triple]): Triple {
  const from = linear(colour);
  const shown = (row: Triple) => Math.min(1, Math.max(0, dot(row, from)));
  return lab([shown(red), shown(green), shown(blue)]);
}

function lab(rgb: Triple): Triple {
  const root = (part: number) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116);
  const x = root(dot([0.4124, 0.3576, 0.1805], rgb) / 0.9505);
  const y = root(dot(GREY, rgb));
  const z = root(dot([0.0193, 0.1192, 0.9505], rgb) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test.each(Object.keys(VISIONS))('any two colours differ to %s', (name) => {
  const vision = VISIONS[name];
  if (!vision) throw new Error(name);
  const all = PALETTE.map((colour) => seen(colour, vision));
  for (const [at, one] of all.entries()) {
    for (const other of all.slice(at + 1)) {
      const apart = Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
      expect(apart).toBeGreaterThan(name === 'achromatopsia' ? PLAIN_GREY : PLAIN);
    }
  }
});
