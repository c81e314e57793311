/** How a timer ended, in words. */
import type { TimerView } from '@downbeat/client';
import { isolated } from '../../../kit/words/isolated';
import { t } from './texts';

export type Result = { headline: string; detail: string };

/** A winner is a participant, or a group where groups have the clocks. */
export function isWinner({ winner }: TimerView, id: string, group: string | null): boolean {
  return !!winner && (winner === id || winner === group);
}

export function resultOf(view: TimerView): Result | null {
  const { status, outcome, winner, participants } = view;
  const name = participants.find(({ id }) => id === winner)?.name ?? winner;
  const wins = name ? t.wins(isolated(name)) : '';
  switch (status) {
    case 'expired':
      return { headline: wins || t.level.over, detail: wins ? t.ranOut : said(outcome) };
    case 'completed':
      return { headline: wins || said(outcome) || t.finished, detail: wins ? said(outcome) : '' };
    case 'cancelled':
      return { headline: t.cancelled, detail: said(outcome) };
    default:
      return null;
  }
}

/** `time` is what the server says where nobody said anything. */
function said(outcome: string | null | undefined): string {
  return outcome === 'time' ? '' : isolated(outcome ?? '');
}
