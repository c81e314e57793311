/** A time as a clock shows it: `1:02:03`, `4:05`, and near the end `0:09` with `.4` beside it. */
export type Figures = { main: string; tenths: string };

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;

/** Rounded towards zero: a clock that shows `0:00` has less than a second. */
export function figures(ms: number, hasTenths: boolean): Figures {
  const size = Math.abs(ms);
  const seconds = Math.floor(size / SECOND_MS);
  const sign = ms <= -SECOND_MS ? '−' : '';
  const tenths = hasTenths ? `.${Math.floor((size % SECOND_MS) / 100)}` : '';
  return { main: sign + clock(seconds), tenths };
}

function clock(seconds: number): string {
  const two = (count: number) => String(count).padStart(2, '0');
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
  const rest = two(seconds % MINUTE_S);
  if (seconds < HOUR_S) return `${minutes}:${rest}`;
  return `${Math.floor(seconds / HOUR_S)}:${two(minutes)}:${rest}`;
}

/** As people say it, to the second: `1 h 2 min`, `4 min 5 s`, `9 s`. */
export function spoken(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / SECOND_MS);
  const parts = [
    [Math.floor(seconds / HOUR_S), 'h'],
    [Math.floor((seconds % HOUR_S) / MINUTE_S), 'min'],
    [seconds % MINUTE_S, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return said.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 s';
}
