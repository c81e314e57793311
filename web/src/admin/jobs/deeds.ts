/** What can be done to a job, by the state it is in. */
import type { Deed, Job, State } from '../api/jobs';

export const FITTING: Readonly<Record<Deed, readonly State[]>> = {
  retry: ['dead', 'discarded'],
  run: ['scheduled', 'retrying'],
  discard: ['scheduled', 'queued', 'retrying', 'dead'],
};

export const VERBS: Readonly<Record<Deed, string>> = {
  retry: 'Retry',
  run: 'Run now',
  discard: 'Discard',
};

export const DONE: Readonly<Record<Deed, string>> = {
  retry: 'queued again',
  run: 'due now',
  discard: 'discarded',
};

export function fits(deed: Deed, job: Job): boolean {
  return FITTING[deed].includes(job.state);
}

/** `r` on what waits for its next try means: now. */
export function meant(deed: Deed, job: Job): Deed {
  return deed === 'retry' && !fits('retry', job) && fits('run', job) ? 'run' : deed;
}

/** The states of a filter that a deed can be done to; of all, where it names none. */
export function narrowed(deed: Deed, states: readonly State[]): readonly State[] {
  return FITTING[deed].filter((state) => states.length === 0 || states.includes(state));
}
