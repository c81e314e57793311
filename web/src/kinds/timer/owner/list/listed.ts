/** What a list of timers shows of each, and which it is asked for. */
import { isolated } from '../../../../kit/words/isolated';
import { t } from '../texts';

export const STATES = ['all', 'on', 'ready', 'over'] as const;

export type State = (typeof STATES)[number];

/** As the API calls them. */
const STATUSES: Readonly<Record<State, string | null>> = {
  all: null,
  on: 'running,paused',
  ready: 'none,pending',
  over: 'completed,expired,cancelled',
};

export function stateOf(word: string | null): State {
  return STATES.find((state) => state === word) ?? 'all';
}

export function statusesOf(state: State): string | null {
  return STATUSES[state];
}

/** Who plays: the first few, and how many more. */
export function namesText(timer: { names: readonly string[]; names_count: number }): string {
  const names = timer.names.map(isolated).join(', ');
  const more = timer.names_count - timer.names.length;
  return more > 0 ? t.list.andMore(names, more) : names;
}
