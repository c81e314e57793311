/** A time as a clock shows it: `1:02:03`, `4:05`, and near the end `0:09` with `.4` beside it. */
export type Figures = { main: string; tenths: string };

/** Whether a clock runs towards zero, or away from it. */
export type Counts = 'down' | 'up';

const SECOND_MS = 1_000;
const TENTH_MS = 100;
const MINUTE_S = 60;
const HOUR_S = 3_600;
/** Below this what is left has tenths. */
const FINE_MS = 20_000;

/**
 * The one rule of all faces. Time that is left is rounded up, to the tenth below
 * twenty seconds, so that zero is shown when it is zero; time that was used, and time
 * below zero, towards zero.
 */
export function figures(ms: number, counts: Counts): Figures {
  if (counts === 'down' && ms >= 0) {
    return ms < FINE_MS ? inTenths(Math.ceil(ms / TENTH_MS)) : whole(Math.ceil(ms / SECOND_MS));
  }
  const { main } = whole(Math.floor(Math.abs(ms) / SECOND_MS));
  return { main: ms <= -SECOND_MS ? `−${main}` : main, tenths: '' };
}

/** The same in one line. */
export function figuresText(ms: number, counts: Counts): string {
  const { main, tenths } = figures(ms, counts);
  return main + tenths;
}

function inTenths(count: number): Figures {
  return { main: clock(Math.floor(count / 10)), tenths: `.${count % 10}` };
}

function whole(seconds: number): Figures {
  return { main: clock(seconds), tenths: '' };
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
