/** What became of a simulated chat, in words. */
import { grouped } from '../../../../kit/words/count';
import type { ChatOutcome } from '../api/model';
import { t } from '../texts';

export const NOTHING: ChatOutcome = {
  counted: 0,
  no_match: 0,
  duplicate: 0,
  debounced: 0,
  limited: 0,
  inactive: 0,
};

export function sumOf(one: ChatOutcome, other: ChatOutcome): ChatOutcome {
  const names = Object.keys(NOTHING) as (keyof ChatOutcome)[];
  const sums = names.map((name) => [name, one[name] + (other[name] ?? 0)]);
  return Object.fromEntries(sums) as ChatOutcome;
}

const ORDER = ['counted', 'no_match', 'debounced', 'limited', 'duplicate', 'inactive'] as const;

/** `68 counted, 30 did not match, 2 over your vote limit.` */
export function outcomeText(outcome: ChatOutcome): string {
  const parts = ORDER.filter((name) => outcome[name] > 0).map((name) =>
    t.simulation.outcome[name](grouped(outcome[name])),
  );
  return parts.length === 0 ? t.simulation.nothing : `${parts.join(', ')}.`;
}
