/** What each player's turns come to. */
import type { Turn } from './turns';

export type Total = {
  of: string;
  turns: number;
  all_ms: number;
  average_ms: number;
  longest_ms: number;
};

/** In the order of their first turns. */
export function totalsOf(turns: readonly Turn[]): Total[] {
  const totals = new Map<string, Total>();
  for (const { of, took_ms } of turns) {
    const { turns, all_ms, longest_ms } = totals.get(of) ?? { turns: 0, all_ms: 0, longest_ms: 0 };
    const sum = all_ms + took_ms;
    totals.set(of, {
      of,
      turns: turns + 1,
      all_ms: sum,
      average_ms: sum / (turns + 1),
      longest_ms: Math.max(longest_ms, took_ms),
    });
  }
  return [...totals.values()];
}
