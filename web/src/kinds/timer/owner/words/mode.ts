/** Modes and statuses, in words. */
import type { Mode, Status } from '../api/model';
import { t } from '../texts';

/** In the order in which they are offered. */
export const MODES = [
  'per_participant',
  'per_cycle',
  'per_group',
  'global',
  'count_up',
] as const satisfies readonly Mode[];

/** Of a timer that nothing happened to yet, none is known. */
export function statusText(status: string | null): string {
  return t.status[(status ?? 'pending') as Status] ?? status;
}

export function modeText(mode: string): string {
  return t.form.modes[mode as Mode] ?? mode;
}

export function isOver(status: Status): boolean {
  return status === 'completed' || status === 'expired' || status === 'cancelled';
}
