/** What a clock shows: whole seconds, and tenths where they matter. */
const TENTHS_BELOW_MS = 20_000;

/**
 * Time that is left is rounded up, so that zero is shown when it is zero, and
 * time that was used down. Below twenty seconds both show tenths.
 */
export function face(ms: number, counts: 'down' | 'up'): string {
  const all = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  if (counts === 'down' && ms >= 0 && all < TENTHS_BELOW_MS) return tenths(Math.ceil(all / 100));
  const isDown = counts === 'down' && ms >= 0;
  const seconds = isDown ? Math.ceil(all / 1_000) : Math.floor(all / 1_000);
  return sign + parts(seconds);
}

/** As it is read out: `3 minutes 20 seconds`. */
export function spoken(ms: number): string {
  const all = Math.round(Math.abs(ms) / 1_000);
  const units = [
    [Math.floor(all / 3_600), 'hour'],
    [Math.floor(all / 60) % 60, 'minute'],
    [all % 60, 'second'],
  ] as const;
  const said = units.filter(([size]) => size > 0).map(([size, unit]) => many(size, unit));
  return said.join(' ') || '0 seconds';
}

function many(size: number, unit: string): string {
  return `${size} ${unit}${size === 1 ? '' : 's'}`;
}

function tenths(count: number): string {
  return `${Math.floor(count / 600)}:${two(Math.floor(count / 10) % 60)}.${count % 10}`;
}

function parts(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
