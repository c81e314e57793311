/** Does one thing to one job, and asks first where it cannot be taken back. */

import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt, notices } from '../../kit/notices/notices.svelte';
import { type Action, doTo, type Job } from '../api/jobs';
import { DONE, FITTING, fits, VERBS } from './actions';

export async function act(action: Action, job: Job): Promise<Job | undefined> {
  if (!fits(action, job)) {
    notices.say(`${job.name} is ${job.state}. ${VERBS[action]} is for ${said(action)}.`, true);
    return undefined;
  }
  let reason: string | null = null;
  if (action === 'discard') {
    const consent = await confirmation.ask({
      title: `Discard ${job.name}`,
      text: 'It will not run. You can retry it for as long as it is kept.',
      verb: 'Discard',
      isDanger: true,
      reason: 'optional',
    });
    if (!consent) return undefined;
    reason = consent.reason;
  }
  return attempt(
    () => doTo(job.id, action, reason),
    () => `${job.name} is ${DONE[action]}.`,
  );
}

function said(action: Action): string {
  return FITTING[action].join(' or ');
}
