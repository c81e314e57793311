/** How figures of a journal are said: what stood beside what, and never why. */
import { LOCALE } from '../../../kit/language/locale';
import { decimal } from '../../../kit/words/count';
import type { Texts } from '../texts/en';
import type { Figure, Insights, TagMoods } from './insights';

/** Below it a week and a day show nothing but single moods. */
export const MOODS_LEAST = 5;

const WEEKDAY = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: 'UTC' });
/** 2024 began with a Monday. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 3_600_000;

/** `6.5`, or a dash where there is none. */
export function tenths(value: number | null): string {
  return value === null ? '–' : decimal(value / 10, 1);
}

/** From Monday on, 0 to 6. */
export function weekday(at: number): string {
  return WEEKDAY.format(MONDAY_MS + at * DAY_MS);
}

/** What follows a tag: `your mood was 1.4 higher (12 days with, 40 without)`. */
export function difference(words: Texts['insights']['tags'], tag: TagMoods): string {
  const by = tenths(Math.abs(tag.difference_tenths));
  const felt = tag.difference_tenths > 0 ? words.higher(by) : words.lower(by);
  return `${felt} (${words.days(tag.days_with, tag.days_without)})`;
}

/** The hours that have a mood, in a line for whoever sees no bars. */
export function hoursSaid(words: Texts['insights']['hours'], hours: readonly Figure[]): string {
  const felt = hours.flatMap(({ mean_tenths }, hour) =>
    mean_tenths === null ? [] : [`${hour}:00 ${tenths(mean_tenths)}`],
  );
  return felt.length > 0 ? words.said(felt.join(', ')) : words.none;
}

/** Whether there is enough to draw a week and a day of. */
export function hasMoods({ moods }: Pick<Insights, 'moods'>): boolean {
  return moods.count >= MOODS_LEAST;
}
