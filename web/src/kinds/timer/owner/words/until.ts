/** Times of day as people set them: `14:30`, the next one that there is. */

const TIME_OF_DAY = /^(\d{2}):(\d{2})$/;
const QUARTER_MS = 15 * 60_000;

/** When clocks on the wall here say so next, after `now_ms`; null for what is no time of day. */
export function nextAt(time: string, now_ms: number): number | null {
  const [, hours, minutes] = TIME_OF_DAY.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const at = new Date(now_ms);
  at.setHours(Number(hours), Number(minutes), 0, 0);
  if (at.getTime() <= now_ms) at.setDate(at.getDate() + 1);
  return at.getTime();
}

/** A moment as a field of a time of day has it, to the nearest second that it is. */
export function timeOfDay(at_ms: number): string {
  const at = new Date(Math.round(at_ms / 1_000) * 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What is offered first: a quarter of an hour on the clock, and an hour away at least. */
export function offered(now_ms: number): string {
  return timeOfDay(Math.ceil(now_ms / QUARTER_MS) * QUARTER_MS + 4 * QUARTER_MS);
}

/** Whether it is another day by then. */
export function isTomorrow(at_ms: number, now_ms: number): boolean {
  return new Date(at_ms).getDate() !== new Date(now_ms).getDate();
}
