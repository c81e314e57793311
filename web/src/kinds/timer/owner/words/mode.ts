/** Modes, statuses and what else a config names, in words. */
import type { Mode, Status } from '../api/model';

export const MODES: readonly { value: Mode; said: string; help: string }[] = [
  {
    value: 'per_participant',
    said: 'One clock each',
    help: 'Everybody has a time of their own, which lasts for all of their turns. As in chess.',
  },
  {
    value: 'per_cycle',
    said: 'Same time each turn',
    help: 'Every turn begins anew with the same time. As in a debate or a quiz.',
  },
  {
    value: 'per_group',
    said: 'One clock a team',
    help: 'The members of a team share its time.',
  },
  {
    value: 'global',
    said: 'One clock for all',
    help: 'All share one time. As in an exam.',
  },
  {
    value: 'count_up',
    said: 'Stopwatch',
    help: 'It counts up, to an end if you set one.',
  },
];

export const STATUSES: Readonly<Record<Status, string>> = {
  pending: 'Not started',
  running: 'Running',
  paused: 'Paused',
  completed: 'Completed',
  expired: 'Time is up',
  cancelled: 'Cancelled',
};

/** Of a timer that nothing happened to yet, none is known. */
export function statusText(status: string | null): string {
  return STATUSES[(status ?? 'pending') as Status] ?? status;
}

export function modeText(mode: string): string {
  return MODES.find(({ value }) => value === mode)?.said ?? mode;
}

export function isOver(status: Status): boolean {
  return status === 'completed' || status === 'expired' || status === 'cancelled';
}
