/** What a chart goes across: the time of day, the time since something began, or things by their number. */
import type uPlot from 'uplot';

export type Across = 'clock' | 'elapsed' | 'count';

/** Steps that people count in, in seconds. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

export function axisOf(across: Across): Pick<uPlot.Axis, 'values' | 'incrs'> {
  if (across === 'clock') return { values: (_, at) => at.map(hour) };
  if (across === 'count') return { values: (_, at) => at.map(String), incrs: STEPS };
  return { values: (_, at) => at.map(elapsed), incrs: STEPS_S };
}

/** `0:05`, `12:30`, `1:02:30`. */
export function elapsed(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(Math.floor(seconds) % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function hour(second: number): string {
  return new Date(second * 1_000).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
}
