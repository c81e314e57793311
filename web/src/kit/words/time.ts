/** Times as people say them: relative, with the exact one kept for a hover. */
import { LOCALE } from '../language/locale';
import { t } from '../texts';
import { decimal } from './count';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `8 s ago`, `in 3 min`, `now`. */
export function relative(at_ms: number, now_ms: number): string {
  const away_ms = at_ms - now_ms;
  if (Math.abs(away_ms) < 1_000) return t.time.now;
  const size = rough(Math.abs(away_ms));
  return away_ms < 0 ? t.time.ago(size) : t.time.ahead(size);
}

/** One unit is enough beside a moment: `8 s`, `3 min`, `5 h`, `12 d`. Of days the nearest: 90 are 90 a second later. */
export function rough(span_ms: number): string {
  if (span_ms < MINUTE_MS) return `${Math.floor(span_ms / 1_000)} s`;
  if (span_ms < HOUR_MS) return `${Math.floor(span_ms / MINUTE_MS)} min`;
  if (span_ms < 2 * DAY_MS) return `${Math.floor(span_ms / HOUR_MS)} h`;
  return t.time.days(Math.round(span_ms / DAY_MS));
}

/** How long something took: `0 ms`, `420 ms`, `3.2 s`, `2 min 5 s`, `1 h 3 min`. */
export function span(span_ms: number): string {
  if (span_ms < 1_000) return `${Math.round(span_ms)} ms`;
  if (span_ms < 10_000) return `${decimal(Math.floor(span_ms / 100) / 10, 1)} s`;
  if (span_ms < MINUTE_MS) return `${Math.floor(span_ms / 1_000)} s`;
  const [large_ms, large, small_ms, small] =
    span_ms < HOUR_MS
      ? ([MINUTE_MS, 'min', 1_000, 's'] as const)
      : span_ms < DAY_MS
        ? ([HOUR_MS, 'h', MINUTE_MS, 'min'] as const)
        : ([DAY_MS, t.time.day, HOUR_MS, 'h'] as const);
  const rest = Math.floor((span_ms % large_ms) / small_ms);
  return `${Math.floor(span_ms / large_ms)} ${large}${rest ? ` ${rest} ${small}` : ''}`;
}

/** How long something lasted that is counted in seconds: `1 s`, `42 s`, `2 min 5 s`. */
export function lasted(span_ms: number): string {
  const seconds = Math.max(1, Math.round(span_ms / 1_000));
  return seconds < 60 ? `${seconds} s` : span(seconds * 1_000);
}

const EXACT = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'short',
});

export function exact(at_ms: number): string {
  return EXACT.format(at_ms);
}

const CLOCK = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export function clock(at_ms: number): string {
  return CLOCK.format(at_ms);
}
