/** Starts an action on many jobs: the count first, then the consent, then the work. */

import type { Count } from '../../kit/api/count';
import { asProblem } from '../../kit/api/problem';
import { confirmation, type Question } from '../../kit/confirm/confirm.svelte';
import { notices } from '../../kit/notices/notices.svelte';
import { counted, things } from '../../kit/words/count';
import { startBulk } from '../api/bulk';
import { type Action, countJobs, type JobQuery } from '../api/jobs';
import { FITTING, narrowed, VERBS } from '../jobs/actions';
import { docked } from './docked.svelte';

export type Wanted = { ids: string[]; filter: null } | { ids: null; filter: JobQuery };

/** Whether it began. */
export async function begin(action: Action, wanted: Wanted): Promise<boolean> {
  try {
    const asked = fitting(action, wanted);
    let count = asked.ids ? exactly(asked.ids.length) : await countJobs(asked.filter);
    for (;;) {
      if (count.count === 0) {
        notices.say(`Nothing that matches is ${FITTING[action].join(' or ')}.`);
        return false;
      }
      const consent = await confirmation.ask(question(action, count, asked.filter === null));
      if (!consent) return false;
      const more = await start(action, asked, count.count, consent.reason);
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
  action: Action,
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

function fitting(action: Action, wanted: Wanted): Wanted {
  if (wanted.filter === null) return wanted;
  return { ids: null, filter: { ...wanted.filter, state: narrowed(action, wanted.filter.state) } };
}

function question(action: Action, count: Count, isChosen: boolean): Question {
  const which = isChosen ? 'selected' : 'matching';
  const how = count.capped ? 'at least ' : '';
  const jobs = things(count.count, `${which} job`);
  const isDiscard = action === 'discard';
  const what = isDiscard ? 'They will not run.' : 'They run as soon as a worker is free.';
  return {
    title: `${VERBS[action]}: ${how}${jobs}`,
    text: `${what} Those that are not ${FITTING[action].join(' or ')} are skipped. You can stop on the way.`,
    verb: `${VERBS[action]} ${how}${jobs}`,
    isDanger: isDiscard,
    ...(isDiscard && { phrase: `discard ${count.count}` }),
    reason: 'optional',
  };
}

function exactly(count: number): Count {
  return { count, capped: false };
}
