/** How near somebody's time is to its end, and from when on a screen says so. */
import type { TimerParticipant, TimerView } from '@downbeat/client';

export type Level = 'enough' | 'low' | 'critical' | 'over';

export type Limits = { low_ms: number; critical_ms: number };

/** Screens warn by the clock's size: at an eighth, within these. */
const LOW_MS = [10_000, 60_000] as const;
const CRITICAL_MS = 10_000;

export function levelOf(view: TimerView, one: TimerParticipant, left_ms: number | null): Level {
  if (one.expired || (left_ms !== null && left_ms <= 0)) return 'over';
  if (left_ms === null) return 'enough';
  const { low_ms, critical_ms } = warnedAt(view, one);
  if (left_ms <= critical_ms) return 'critical';
  return left_ms <= low_ms ? 'low' : 'enough';
}

export function warnedAt(view: TimerView, one: TimerParticipant): Limits {
  return toldLimits(view) ?? limitsOf(givenMs(view, one));
}

/** Where the timer warns at all, screens warn when it does. */
function toldLimits({ warnings }: TimerView): Limits | null {
  const { low_ms, critical_ms } = warnings ?? {};
  if (low_ms == null && critical_ms == null) return null;
  return { low_ms: low_ms ?? 0, critical_ms: critical_ms ?? 0 };
}

export function limitsOf(given_ms: number): Limits {
  const [least, most] = LOW_MS;
  const low_ms = Math.min(Math.max(given_ms / 8, least), most, given_ms / 2);
  return { low_ms, critical_ms: Math.min(CRITICAL_MS, low_ms / 2) };
}

/**
 * All that a clock has been given: what is left on it, and what those who share
 * it have used. What a referee took off one clock makes no clock smaller, and a
 * turn's own time is new with every turn: there the fullest tells it.
 */
export function givenMs(view: TimerView, one: TimerParticipant): number {
  const left_ms = one.remaining_ms ?? 0;
  const { participants } = view;
  switch (view.mode) {
    case 'per_cycle':
      return Math.max(...participants.map(({ remaining_ms }) => remaining_ms ?? 0));
    case 'per_participant':
      return Math.max(...participants.map((one) => (one.remaining_ms ?? 0) + one.used_ms));
    case 'per_group':
      return left_ms + usedMs(participants.filter(({ group }) => group === one.group));
    default:
      return left_ms + usedMs(participants);
  }
}

function usedMs(of: TimerParticipant[]): number {
  return of.reduce((sum, { used_ms }) => sum + used_ms, 0);
}
