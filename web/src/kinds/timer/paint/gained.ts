import type { TimerView } from '@downbeat/client';
import { LOCALE } from '../../../kit/language/locale';

const seconds = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3, useGrouping: false });

/**
 * What a participant's own clock was given between two views: time is
 * conserved, so it is what is left and used now beyond what was before.
 */
export function gainedMs(before: TimerView, after: TimerView, id: string): number {
  if (after.mode !== 'per_participant') return 0;
  return (totalMs(after, id) ?? 0) - (totalMs(before, id) ?? totalMs(after, id) ?? 0);
}

function totalMs({ participants }: TimerView, id: string): number | null {
  const one = participants.find((participant) => participant.id === id);
  if (!one || one.remaining_ms === null) return null;
  return one.remaining_ms + one.used_ms;
}

/** `+2 s`, `−1.5 s`; nothing where nothing was given. */
export function gainWords(ms: number): string {
  if (ms === 0) return '';
  return `${ms > 0 ? '+' : '−'}${seconds.format(Math.abs(ms) / 1_000)} s`;
}
