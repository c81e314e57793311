/** What an outcome looks like beside its word: told apart by shape, whatever the colour. */
import type { Outcome } from '@downbeat/client';

/** Lines in a square of 16, drawn with a stroke of 2. */
export const SIGNS: Readonly<Record<Outcome, string>> = {
  success: 'M2.5 8.5l3.5 3.5 7.5-8',
  setback: 'M3 8h10',
  hurt: 'M8 2.5v7M8 12.5v1',
  lost: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
};

/** The lantern that stands for a camp. */
export const LANTERN =
  'M6 3.5a2 2 0 0 1 4 0M4.5 5.5h7M5 5.5v7h6v-7M4.5 14.5h7M5 12.5l-.5 2M11 12.5l.5 2M8 8v2.5';

const SVG = 'http://www.w3.org/2000/svg';

export function drawn(path: string): SVGSVGElement {
  const sign = document.createElementNS(SVG, 'svg');
  sign.setAttribute('viewBox', '0 0 16 16');
  sign.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  sign.append(line);
  return sign;
}
