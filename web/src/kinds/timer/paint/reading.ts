import { remaining, type TimerParticipant, type TimerView, used } from '@downbeat/client';
import { type Figures, figures } from '../../../kit/words/figures';
import { type Level, levelOf } from './level';

/** What one clock shows at one moment. */
export type Reading = Figures & {
  level: Level;
  /** Whether this clock is the one that counts. */
  isOn: boolean;
};

/** From here on tenths are shown. */
const FINE_MS = 10_000;

export function readingOf(view: TimerView, one: TimerParticipant, serverMs: number): Reading {
  const left_ms = remaining(view, one.id, serverMs);
  const isUp = view.mode === 'count_up';
  const shown_ms = isUp ? (used(view, one.id, serverMs) ?? 0) : (left_ms ?? 0);
  const hasTenths = isUp ? view.status !== 'running' : shown_ms > -FINE_MS && shown_ms < FINE_MS;
  const isOn = isLive(view) && view.active === one.id;
  return { ...figures(shown_ms, hasTenths), level: levelOf(view, one, left_ms), isOn };
}

/** Whether somebody has the turn, or had it when the timer was paused. */
export function isLive({ status }: Pick<TimerView, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

export function isEnded({ status }: Pick<TimerView, 'status'>): boolean {
  return status !== 'pending' && !isLive({ status });
}
