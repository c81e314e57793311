/** What became of a simulated chat, in words. */
import { grouped } from '../../../../kit/words/count';
import type { ChatOutcome } from '../api/model';

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

const SAID: readonly [name: keyof ChatOutcome, said: string][] = [
  ['counted', 'counted'],
  ['no_match', 'said something else'],
  ['debounced', 'came too soon after their last'],
  ['limited', 'were over your limit of votes a minute'],
  ['duplicate', 'had been counted before'],
  ['inactive', 'came while nobody watched'],
];

/** `68 counted, 30 said something else, 2 were over your limit of votes a minute.` */
export function outcomeText(outcome: ChatOutcome): string {
  const parts = SAID.filter(([name]) => outcome[name] > 0).map(
    ([name, said]) => `${grouped(outcome[name])} ${said}`,
  );
  return parts.length === 0 ? 'Nothing was sent.' : `${parts.join(', ')}.`;
}
