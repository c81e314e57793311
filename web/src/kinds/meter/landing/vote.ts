import { valueAt } from '../paint/reading';
import type { MeterView } from '../paint/view';

const WEIGHT = 10;

/** A decaying meter with one more vote, as the server counts it. */
export function voted(view: MeterView, side: -1 | 1, nowMs: number): MeterView {
  const value = Math.max(-100, Math.min(100, valueAt(view, nowMs) + side * WEIGHT));
  const { labels, theme, display, numbers, round, result } = view;
  const reading = { model: 'decay', value, at_ms: nowMs, decay_per_s: 0.5 } as const;
  const rest = { labels, theme, display, numbers, round, result };
  return { ...reading, ...rest, tally_seq: view.tally_seq + 1 };
}
