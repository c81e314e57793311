/** Notices by the days of whoever reads them. */
import { LOCALE } from '../../../kit/language/locale';
import { t } from '../texts';

type Day<Item> = { key: string; title: string; items: Item[] };

const KEY = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' });
const NEAR = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const FAR = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const MINUTE = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });

/** The day that a moment is on, as `2026-12-04`. */
export const dayOf = (at_ms: number): string => KEY.format(at_ms);

/** `20:05`. */
export const minuteOf = (at_ms: number): string => MINUTE.format(at_ms);

/** In the order in which they come; `today` is a day as `dayOf` has it. */
export function byDay<Item extends { at_ms: number }>(
  items: readonly Item[],
  today: string,
): Day<Item>[] {
  const days: Day<Item>[] = [];
  for (const item of items) {
    const key = dayOf(item.at_ms);
    const last = days.at(-1);
    if (last?.key === key) last.items.push(item);
    else days.push({ key, title: titleOf(item.at_ms, today), items: [item] });
  }
  return days;
}

function titleOf(at_ms: number, today: string): string {
  const day = dayOf(at_ms);
  if (day === today) return t.list.today;
  if (day === dayBefore(today)) return t.list.yesterday;
  return (day.slice(0, 4) === today.slice(0, 4) ? NEAR : FAR).format(at_ms);
}

/** At noon no clock is put forward or back. */
function dayBefore(day: string): string {
  const at = new Date(`${day}T12:00`);
  at.setDate(at.getDate() - 1);
  return dayOf(at.getTime());
}
