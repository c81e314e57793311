/** Moments far enough away to be told by their day. */
import { LOCALE } from '../../../kit/language/locale';

const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const DAY_MS = 24 * 3_600_000;

export function day(at_ms: number): string {
  return DAY.format(at_ms);
}

export function inDays(count: number, now_ms = Date.now()): number {
  return now_ms + count * DAY_MS;
}
