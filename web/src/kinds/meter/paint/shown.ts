import type { MeterView, Result } from './view';

/** What a screen shows of a view: a round, or for a while what the last one came to. */
export type Shown = { view: MeterView; result: Result | null };

export function shownAt(view: MeterView, serverMs: number): Shown {
  const { round, result } = view;
  if (round || !result || serverMs >= result.until_ms) return { view, result: null };
  const { counts } = result;
  if (Array.isArray(counts)) return { view, result };
  // The bar stands where the votes of the round put it.
  const { at_ms, tally_seq, labels, theme, display, numbers } = view;
  const kept = { at_ms, tally_seq, labels, theme, display, numbers, round, result };
  return { view: { model: 'window', window_s: 0, ...counts, ...kept }, result };
}
