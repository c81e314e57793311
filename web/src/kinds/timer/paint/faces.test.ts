import type { TimerParticipant, TimerView } from '@downbeat/client';
import { expect, test } from 'vitest';
import { figuresText } from '../../../kit/words/figures';
import { seat, timer } from './example';
import { lineOf, readingOf } from './reading';

/** What each screen shows of one clock at one moment: large, and on a line of a list. */
function shown(view: TimerView, one: TimerParticipant): { large: string; list: string } {
  const { main, tenths } = readingOf(view, one, view.now_ms);
  return { large: main + tenths, list: lineOf(view, one, view.now_ms) };
}

test('every screen shows the same time at the same instant', () => {
  const still = { status: 'paused', since_ms: null } as const;
  const moments = Array.from({ length: 400 }, (_, n) => n * 97 + (n % 7));
  for (const ms of [...moments, 59_999, 60_000, 3_599_001, 86_400_000]) {
    const left = seat('a', { remaining_ms: ms });
    const said = figuresText(ms, 'down');
    const paused = timer({ ...still, participants: [left, seat('b')] });
    expect(shown(paused, left)).toEqual({ large: said, list: said });
    const below = seat('a', { remaining_ms: -ms, expired: true });
    const under = figuresText(-ms, 'down');
    const late = timer({ ...still, participants: [below, seat('b')] });
    expect(shown(late, below)).toEqual({ large: under, list: under });
    const used = seat('a', { remaining_ms: null, used_ms: ms });
    const counted = figuresText(ms, 'up');
    const watch = timer({ ...still, mode: 'count_up', participants: [used] });
    expect(shown(watch, used)).toEqual({ large: counted, list: counted });
  }
});
