/** Starts an action on many jobs: the count first, then the consent, then the work. */

import type { Count } from '../../kit/api/count';
import { asProblem } from '../../kit/api/problem';
import { confirmation, type Question } from '../../kit/confirm/confirm.svelte';
import { toasts } from '../../kit/toasts/toasts.svelte';
import { counted } from '../../kit/words/count';
import { startBulk } from '../api/bulk';
import { type Action, countJobs, type JobQuery } from '../api/jobs';
import { FITTING, narrowed } from '../jobs/actions';
import { t } from '../texts';
import { docked } from './docked.svelte';

export type Wanted = { ids: string[]; filter: null } | { ids: null; filter: JobQuery };

/** Whether it began. */
export async function begin(action: Action, wanted: Wanted): Promise<boolean> {
  try {
    const asked = fitting(action, wanted);
    let count = asked.ids ? exactly(asked.ids.length) : await countJobs(asked.filter);
    for (;;) {
      if (count.count === 0) {
        toasts.say(t.bulk.nothing(FITTING[action].join(t.bulk.or)));
        return false;
      }
      const consent = await confirmation.ask(question(action, count, asked.filter === null));
      if (!consent) return false;
      const more = await start(action, asked, count.count, consent.reason);
      if (more === null) return true;
      toasts.say(t.bulk.more(counted(more)), true);
      count = more;
    }
  } catch (error) {
    toasts.say(asProblem(error).message, true);
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
  const how = count.capped ? t.bulk.atLeast : '';
  const jobs = isChosen ? t.bulk.selected(count.count) : t.bulk.matching(count.count);
  const isDiscard = action === 'discard';
  const what = isDiscard ? t.bulk.willNotRun : t.bulk.willRun;
  const states = FITTING[action].join(t.bulk.or);
  const only = t.bulk.only(isDiscard ? t.bulk.discarded : t.bulk.run, states);
  const verb = t.jobs.verbs[action];
  return {
    title: t.bulk.question(verb, how + jobs),
    text: `${what} ${only}`,
    verb: t.bulk.verb(verb, how + jobs),
    isDanger: isDiscard,
    ...(isDiscard && { phrase: `discard ${count.count}` }),
    reason: 'optional',
  };
}

function exactly(count: number): Count {
  return { count, capped: false };
}
