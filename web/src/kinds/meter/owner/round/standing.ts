/** How a round stands: every side or choice with its votes and its share. */
import { grouped } from '../../../../kit/words/count';
import { isolated } from '../../../../kit/words/isolated';
import type { Choice, Counts, Side } from '../api/model';
import { t } from '../texts';

export type Standing = {
  label: string;
  trigger: string | null;
  /** The CSS variable of its colour. */
  colour: string;
  votes: number;
  share: number;
  /** Whole, and all of them together 100. */
  percent: number;
};

const CHOICE_COLOURS = ['--choice-1', '--choice-2', '--choice-3', '--choice-4', '--choice-5'];

export type Asked = {
  choices?: Choice[] | null | undefined;
  labels: Record<Side, string>;
  counts: Counts;
};

export function standingsOf({ choices, labels, counts }: Asked): Standing[] {
  const options = choices?.length
    ? choices.map(({ label, trigger }, at) => ({
        label,
        trigger,
        colour: CHOICE_COLOURS[at] ?? '--muted',
      }))
    : [
        { label: labels.for, trigger: null, colour: '--for' },
        { label: labels.against, trigger: null, colour: '--against' },
      ];
  const votes = listed(counts);
  const total = votes.reduce((sum, one) => sum + one, 0);
  const percents = percentsOf(votes);
  return options.map((option, at) => {
    const count = votes[at] ?? 0;
    return {
      ...option,
      votes: count,
      share: total === 0 ? 0 : count / total,
      percent: percents[at] ?? 0,
    };
  });
}

export function listed(counts: Counts): number[] {
  return Array.isArray(counts) ? counts : [counts.for, counts.against];
}

/** Rounded so that they sum to 100: what was cut off most is rounded up first. */
export function percentsOf(votes: readonly number[]): number[] {
  const total = votes.reduce((sum, one) => sum + one, 0);
  if (total === 0) return votes.map(() => 0);
  const exact = votes.map((one) => (one / total) * 100);
  const whole = exact.map(Math.floor);
  const byLoss = exact
    .map((value, at) => ({ at, loss: value - Math.floor(value) }))
    .toSorted((one, other) => other.loss - one.loss);
  const missing = 100 - whole.reduce((sum, one) => sum + one, 0);
  for (const { at } of byLoss.slice(0, missing)) whole[at] = (whole[at] ?? 0) + 1;
  return whole;
}

/** `Yes wins with 62 % of 120 votes`. */
export function verdict(standings: readonly Standing[]): string {
  const total = standings.reduce((sum, one) => sum + one.votes, 0);
  if (total === 0) return t.round.nobody;
  const most = Math.max(...standings.map((one) => one.votes));
  const first = standings.filter((one) => one.votes === most);
  const [leader] = first;
  if (first.length > 1) {
    const names = first.map((one) => isolated(one.label));
    return t.round.tie(names, grouped(most));
  }
  return t.round.wins(isolated(leader?.label ?? ''), leader?.percent ?? 0, t.votes.count(total));
}
