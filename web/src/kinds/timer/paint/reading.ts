import { remaining, type TimerParticipant, type TimerView, used } from '@downbeat/client';
import { type Figures, figures, figuresText } from '../../../kit/words/figures';
import { type Level, levelOf } from './level';

/** What one clock shows at one moment. */
export type Reading = Figures & {
  level: Level;
  /** Whether this clock is the one that counts. */
  isOn: boolean;
};

export function readingOf(view: TimerView, one: TimerParticipant, serverMs: number): Reading {
  const left_ms = remaining(view, one.id, serverMs);
  const isOn = isLive(view) && view.active === one.id;
  const level = levelOf(view, one, left_ms);
  if (view.mode !== 'count_up') return { ...figures(left_ms ?? 0, 'down'), level, isOn };
  const used_ms = used(view, one.id, serverMs) ?? 0;
  return { ...figures(used_ms, 'up'), level, isOn };
}

/**
 * What a line of a list shows of somebody's time: what is left, where the clock is
 * theirs alone, and else what they used of it.
 */
export function lineOf(view: TimerView, one: TimerParticipant, serverMs: number): string {
  const isShared = view.mode === 'global' || view.mode === 'per_group';
  if (view.mode === 'count_up' || !isShared) {
    const { main, tenths } = readingOf(view, one, serverMs);
    return main + tenths;
  }
  return figuresText(used(view, one.id, serverMs) ?? one.used_ms, 'up');
}

/** Whether somebody has the turn, or had it when the timer was paused. */
export function isLive({ status }: Pick<TimerView, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

export function isEnded({ status }: Pick<TimerView, 'status'>): boolean {
  return status !== 'pending' && !isLive({ status });
}
