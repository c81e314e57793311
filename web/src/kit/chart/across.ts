/** What a chart goes across: the time of day, the time since something began, or things by their number. */
import type uPlot from 'uplot';
import { LOCALE } from '../language/locale';

export type Across = 'clock' | 'elapsed' | 'count';

/** Steps that people count in, in seconds. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

export function axisOf(across: Across): Pick<uPlot.Axis, 'values' | 'incrs'> {
  if (across === 'clock') return { values: (_, at) => at.map(hour) };
  if (across === 'count') return { values: ({ data }, at) => at.map(thing(data[0])), incrs: STEPS };
  return { values: (_, at) => at.map(elapsed), incrs: STEPS_S };
}

/** A number, where there is a thing of that number. */
function thing(numbers: ArrayLike<number>): (at: number) => string {
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const isThere = (at: number) =>
    first !== undefined && last !== undefined && at >= first && at <= last;
  return (at) => (isThere(at) ? String(at) : '');
}

/** `0:05`, `12:30`, `1:02:30`. */
export function elapsed(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(Math.floor(seconds) % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function hour(second: number): string {
  return new Date(second * 1_000).toLocaleTimeString(LOCALE, {
    hour: '2-digit',
    minute: '2-digit',
  });
}
