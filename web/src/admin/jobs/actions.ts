/** What can be done to a job, by the state it is in. */
import type { Action, Job, State } from '../api/jobs';

export const FITTING: Readonly<Record<Action, readonly State[]>> = {
  retry: ['dead', 'discarded'],
  run: ['scheduled', 'retrying'],
  discard: ['scheduled', 'queued', 'retrying', 'dead'],
};

export function fits(action: Action, job: Job): boolean {
  return FITTING[action].includes(job.state);
}

/** `r` on what waits for its next try means: now. */
export function meant(action: Action, job: Job): Action {
  return action === 'retry' && !fits('retry', job) && fits('run', job) ? 'run' : action;
}

/** The states of a filter that an action can be done to; of all, where it names none. */
export function narrowed(action: Action, states: readonly State[]): readonly State[] {
  return FITTING[action].filter((state) => states.length === 0 || states.includes(state));
}
