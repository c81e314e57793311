/** Does one thing to one job, and asks first where it cannot be taken back. */

import { asking } from '../../kit/confirm/confirm.svelte';
import { attempt, notices } from '../../kit/notices/notices.svelte';
import { type Deed, doTo, type Job } from '../api/jobs';
import { DONE, FITTING, fits, VERBS } from './deeds';

export async function act(deed: Deed, job: Job): Promise<Job | undefined> {
  if (!fits(deed, job)) {
    notices.say(`${job.name} is ${job.state}. ${VERBS[deed]} is for ${said(deed)}.`, true);
    return undefined;
  }
  let reason: string | null = null;
  if (deed === 'discard') {
    const consent = await asking.ask({
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
    () => doTo(job.id, deed, reason),
    () => `${job.name} is ${DONE[deed]}.`,
  );
}

function said(deed: Deed): string {
  return FITTING[deed].join(' or ');
}
