import { LOCALE } from '../../../../kit/language/locale';

/** As it is read out: `3 minutes 20 seconds`. */
export function spoken(ms: number): string {
  const all = Math.round(Math.abs(ms) / 1_000);
  const units = [
    [Math.floor(all / 3_600), 'hour'],
    [Math.floor(all / 60) % 60, 'minute'],
    [all % 60, 'second'],
  ] as const;
  const said = units.filter(([size]) => size > 0).map(([size, unit]) => many(size, unit));
  return said.join(' ') || many(0, 'second');
}

function many(size: number, unit: 'hour' | 'minute' | 'second'): string {
  const words = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(LOCALE, words).format(size);
}
