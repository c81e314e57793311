/** How close the end of a time is, by what the config warns at. */
import type { Config, Seen } from '../api/model';

export type Level = 'enough' | 'low' | 'critical' | 'over';

export function levelOf(
  left_ms: number | null,
  { expired }: Pick<Seen, 'expired'>,
  { low_ms, critical_ms }: Config['warnings'],
): Level {
  if (expired || (left_ms !== null && left_ms <= 0)) return 'over';
  if (left_ms === null) return 'enough';
  if (critical_ms != null && left_ms <= critical_ms) return 'critical';
  return low_ms != null && left_ms <= low_ms ? 'low' : 'enough';
}

export const SAID: Readonly<Record<Level, string>> = {
  enough: '',
  low: 'Running low',
  critical: 'Almost over',
  over: 'Time is up',
};
