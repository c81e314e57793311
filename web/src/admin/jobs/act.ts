/** Does one thing to one job, and asks first where it cannot be taken back. */

import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt, toasts } from '../../kit/toasts/toasts.svelte';
import { type Action, doTo, type Job } from '../api/jobs';
import { t } from '../texts';
import { FITTING, fits } from './actions';

export async function act(action: Action, job: Job): Promise<Job | undefined> {
  if (!fits(action, job)) {
    toasts.say(t.jobs.unfit(job.name, job.state, t.jobs.verbs[action], said(action)), true);
    return undefined;
  }
  let reason: string | null = null;
  if (action === 'discard') {
    const consent = await confirmation.ask({
      title: t.jobs.discardTitle(job.name),
      text: t.jobs.discardText,
      verb: t.jobs.discardVerb,
      isDanger: true,
      reason: 'optional',
    });
    if (!consent) return undefined;
    reason = consent.reason;
  }
  return attempt(
    () => doTo(job.id, action, reason),
    () => t.jobs.done[action](job.name),
  );
}

function said(action: Action): string {
  return FITTING[action].join(t.bulk.or);
}
