import { valueAt } from './reading';
import { percentsOf } from './shares';
import type { MeterView, Result } from './view';

/** What stands at the bar's ends in figures: for, then against; null for nothing. */
export function numbersOf(
  view: MeterView,
  result: Result | null,
  serverMs: number,
): [string, string] | null {
  if (view.numbers === 'none' && !result) return null;
  const votes = votesOf(view);
  const percents = votes ? percentsOf(votes) : sharesOfScale(valueAt(view, serverMs));
  if (result && votes) return both((at) => `${percents[at]}% · ${votes[at]}`);
  if (view.numbers === 'votes' && votes) return both((at) => String(votes[at]));
  return both((at) => `${percents[at]}%`);
}

function both(text: (at: number) => string): [string, string] {
  return [text(0), text(1)];
}

/** Votes for and against, where the bar counts any. */
function votesOf(view: MeterView): [number, number] | null {
  if (view.model === 'window') return [view.for, view.against];
  const counts = view.round?.counts;
  return counts && !Array.isArray(counts) ? [counts.for, counts.against] : null;
}

/** Where the mark stands, of a hundred. */
function sharesOfScale(value: number): [number, number] {
  const percent = Math.round((value + 100) / 2);
  return [percent, 100 - percent];
}
