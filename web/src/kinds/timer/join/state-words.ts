import type { TimerView } from '@downbeat/client';
import { resultOf } from '../paint/result';
import { t } from './texts';

/** How the timer is, in a few words: `Round 2 · 3 of 12`, `Paused`, `Ada wins · Time ran out`. */
export function stateWords(view: TimerView): string {
  const result = resultOf(view);
  if (result) return joined([result.headline, result.detail]);
  const { participants, active, cycle, status } = view;
  const place = participants.findIndex(({ id }) => id === active) + 1;
  const turn = participants.length > 2 && place > 0 ? t.place(place, participants.length) : '';
  // An agenda has one round.
  const round = view.cycles !== 1 && (cycle > 1 || turn) ? t.round(cycle) : '';
  if (status === 'pending') return t.notStarted;
  return joined([status === 'paused' ? t.paused : '', round, turn]);
}

function joined(parts: string[]): string {
  return parts.filter(Boolean).join(' · ');
}
