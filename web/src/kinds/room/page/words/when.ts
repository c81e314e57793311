/** When a room begins, as its readers’ own clocks have it. */
import { LOCALE } from '../../../../kit/language/locale';
import { rough } from '../../../../kit/words/time';
import { t } from '../texts';

const WHEN: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
};

const MINUTE_MS = 60_000;
/** The server reminds a little earlier of what has very little time left. */
const AHEAD_MS = 2 * MINUTE_MS;
/** Beyond it the same day comes again. */
const FAR_MS = 300 * 86_400_000;

/** `Fri 4 Dec, 20:00` by the reader’s clock, with the year of what is far away. */
export function whenText(at_ms: number, now_ms = Date.now(), zone?: string): string {
  const isFar = Math.abs(at_ms - now_ms) > FAR_MS;
  const more = { ...(isFar && { year: 'numeric' as const }), ...(zone && { timeZone: zone }) };
  return new Intl.DateTimeFormat(LOCALE, { ...WHEN, ...more }).format(at_ms);
}

/** When it is next; of what is over, when it was by the clock of its zone. */
export function plannedText({ next_ms, at }: { next_ms: number | null; at: string }): string {
  return next_ms === null ? whenText(Date.parse(`${at}Z`), Date.now(), 'UTC') : whenText(next_ms);
}

/** The next full hour tomorrow, as a field for a time takes it. */
export function firstAt(now: Date): string {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, now.getHours() + 1);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:00`;
}

/** What comes next of what is still to come. */
export function nextOf<One extends { next_ms: number | null }>(
  all: readonly One[],
  now_ms: number,
): (One & { next_ms: number }) | null {
  const coming = all.filter(
    (one): one is One & { next_ms: number } => one.next_ms !== null && one.next_ms > now_ms,
  );
  return coming.sort((one, other) => one.next_ms - other.next_ms)[0] ?? null;
}

/** The next of those of which it is time to remind, as far as they are known here. */
export function remindedOf<One extends { next_ms: number | null; remind_min: number | null }>(
  all: readonly One[],
  now_ms: number,
): number | null {
  const isTime = ({ next_ms, remind_min }: One) =>
    next_ms !== null &&
    remind_min !== null &&
    next_ms - now_ms <= Math.max(remind_min * MINUTE_MS, AHEAD_MS);
  return nextOf(all.filter(isTime), now_ms)?.next_ms ?? null;
}

/** `Starts in 10 min.`: minutes that have begun count. */
export function startsText(at_ms: number | null, now_ms: number): string {
  if (at_ms === null) return t.notices.reminder;
  return t.times.startsIn(rough(Math.ceil((at_ms - now_ms) / MINUTE_MS) * MINUTE_MS));
}
