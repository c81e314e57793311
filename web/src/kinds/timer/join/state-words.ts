import type { TimerView } from '@downbeat/client';
import { resultOf } from '../paint/result';

/** How the timer is, in a few words: `Round 2 · 3 of 12`, `Paused`, `Ada wins · Time ran out`. */
export function stateWords(view: TimerView): string {
  const result = resultOf(view);
  if (result) return joined([result.headline, result.detail]);
  const { participants, active, cycle, status } = view;
  const place = participants.findIndex(({ id }) => id === active) + 1;
  const turn = participants.length > 2 && place > 0 ? `${place} of ${participants.length}` : '';
  const round = cycle > 1 || turn ? `Round ${cycle}` : '';
  if (status === 'pending') return 'Not started';
  return joined([status === 'paused' ? 'Paused' : '', round, turn]);
}

function joined(parts: string[]): string {
  return parts.filter(Boolean).join(' · ');
}
