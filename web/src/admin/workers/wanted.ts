/** What a worker may be asked to do, and how that is said. */

import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/toasts/toasts.svelte';
import { type Wanted, type Worker, wantOf } from '../api/workers';
import { t } from '../texts';

/** A beat that comes this late is seen on the stream. */
const LATE_MS = 25;

export function isLate(worker: Worker): boolean {
  return worker.lateness_ms > LATE_MS;
}

export async function want(worker: Worker, wanted: Wanted): Promise<void> {
  let reason: string | null = null;
  if (wanted !== 'work') {
    const consent = await confirmation.ask({
      title: t.workers.of(t.workers.verbs[wanted], worker.name),
      text: t.workers.texts[wanted],
      verb: t.workers.verbs[wanted],
      isDanger: wanted === 'stop',
      reason: 'optional',
    });
    if (!consent) return;
    reason = consent.reason;
  }
  await attempt(
    () => wantOf(worker.name, wanted, reason),
    () => t.workers.asked(worker.name, t.workers.states[wanted]),
  );
}
