/** What a worker may be asked to do, and how that is said. */

import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/notices/notices.svelte';
import { type Wanted, type Worker, wantOf } from '../api/workers';

/** A beat that comes this late is seen on the stream. */
const LATE_MS = 25;

export const STATES: Readonly<Record<Wanted, string>> = {
  work: 'working',
  quiet: 'quiet',
  drain: 'draining',
  stop: 'stopping',
};

const TEXTS = {
  quiet: 'It takes no new jobs and keeps its shards. What runs goes on to its end.',
  drain: 'It takes no new jobs and hands its shards to the other workers.',
  stop: 'It hands over its shards, gives unfinished jobs back after a while, and ends. Whatever supervises it may start it again.',
} as const;

const VERBS = { quiet: 'Quiet', drain: 'Drain', stop: 'Stop' } as const;

export function isLate(worker: Worker): boolean {
  return worker.lateness_ms > LATE_MS;
}

export async function want(worker: Worker, wanted: Wanted): Promise<void> {
  let reason: string | null = null;
  if (wanted !== 'work') {
    const consent = await confirmation.ask({
      title: `${VERBS[wanted]} ${worker.name}`,
      text: TEXTS[wanted],
      verb: VERBS[wanted],
      isDanger: wanted === 'stop',
      reason: 'optional',
    });
    if (!consent) return;
    reason = consent.reason;
  }
  await attempt(
    () => wantOf(worker.name, wanted, reason),
    () => `${worker.name} is asked to be ${STATES[wanted]}.`,
  );
}
