/** Counts, with a thin space between thousands, and words that agree with them. */
import type { Count } from '../api/count';
import { LOCALE } from '../language/locale';

const THIN = '\u2009';
const PLURAL = new Intl.PluralRules(LOCALE);

export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** `12 000`, or `10 000+` where the server stopped counting. */
export function counted({ count, capped }: Count): string {
  return grouped(count) + (capped ? '+' : '');
}

/** Short enough for the rail: `999`, `1.2k`, `12k`, `3.4M`. */
export function brief({ count, capped }: Count): string {
  const more = capped ? '+' : '';
  if (count < 1_000) return `${count}${more}`;
  const [unit, sign] = count < 999_500 ? [1_000, 'k'] : [1_000_000, 'M'];
  const size = count / unit;
  return `${size < 9.95 ? decimal(size) : Math.round(size)}${sign}${more}`;
}

/** `1 job`, `2 jobs`. */
export function things(count: number, one: string, many: string): string {
  return `${grouped(count)} ${PLURAL.select(count) === 'one' ? one : many}`;
}

/** With a digit after the point where it is not whole, or with that many whatever it is. */
export function decimal(value: number, least = 0): string {
  return new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: least,
    maximumFractionDigits: 1,
    useGrouping: false,
  }).format(value);
}

/** A rate that is small, or not: `0`, `0.4`, `12`. */
export function rate(value: number): string {
  return value < 10 ? decimal(value) : grouped(value);
}
