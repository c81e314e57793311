/** Starts a deed on many jobs: the count first, then the consent, then the work. */

import type { Count } from '../../kit/api/count';
import { asProblem } from '../../kit/api/problem';
import { asking, type Question } from '../../kit/confirm/confirm.svelte';
import { notices } from '../../kit/notices/notices.svelte';
import { counted, things } from '../../kit/words/count';
import { startBulk } from '../api/bulk';
import { countJobs, type Deed, type JobQuery } from '../api/jobs';
import { FITTING, narrowed, VERBS } from '../jobs/deeds';
import { docked } from './docked.svelte';

export type Wanted = { ids: string[]; filter: null } | { ids: null; filter: JobQuery };

/** Whether it began. */
export async function begin(deed: Deed, wanted: Wanted): Promise<boolean> {
  try {
    const asked = fitting(deed, wanted);
    let count = asked.ids ? exactly(asked.ids.length) : await countJobs(asked.filter);
    for (;;) {
      if (count.count === 0) {
        notices.say(`Nothing that matches is ${FITTING[deed].join(' or ')}.`);
        return false;
      }
      const consent = await asking.ask(question(deed, count, asked.filter === null));
      if (!consent) return false;
      const more = await start(deed, asked, count.count, consent.reason);
      if (more === null) return true;
      notices.say(`More match by now: ${counted(more)}. Nothing was done yet.`, true);
      count = more;
    }
  } catch (error) {
    notices.say(asProblem(error).message, true);
    return false;
  }
}

/** What matches now, where that is more than was consented to. */
async function start(
  action: Deed,
  wanted: Wanted,
  expected: number,
  reason: string | null,
): Promise<Count | null> {
  try {
    const { ids, filter } = wanted;
    const bulk = await startBulk({ action, ids, filter, expected, reason });
    docked.put(bulk.id);
    return null;
  } catch (error) {
    const problem = asProblem(error);
    const { count } = problem.body;
    if (problem.code !== 'count_changed' || typeof count !== 'number') throw problem;
    return exactly(count);
  }
}

function fitting(deed: Deed, wanted: Wanted): Wanted {
  if (wanted.filter === null) return wanted;
  return { ids: null, filter: { ...wanted.filter, state: narrowed(deed, wanted.filter.state) } };
}

function question(deed: Deed, count: Count, isChosen: boolean): Question {
  const which = isChosen ? 'selected' : 'matching';
  const how = count.capped ? 'at least ' : '';
  const jobs = things(count.count, `${which} job`);
  const isDiscard = deed === 'discard';
  const what = isDiscard ? 'They will not run.' : 'They run as soon as a worker is free.';
  return {
    title: `${VERBS[deed]}: ${how}${jobs}`,
    text: `${what} Those that are not ${FITTING[deed].join(' or ')} are skipped. You can stop on the way.`,
    verb: `${VERBS[deed]} ${how}${jobs}`,
    isDanger: isDiscard,
    ...(isDiscard && { phrase: `discard ${count.count}` }),
    reason: 'optional',
  };
}

function exactly(count: number): Count {
  return { count, capped: false };
}
