/** What starts and seeks cost one player, learned from what they cost before. */
export type Costly = 'start' | 'seek';

export type Costs = {
  /** It was asked for, and the picture moved, or was there, so much later. */
  note(what: Costly, ms: number): void;
  /** How much earlier it is to be done. */
  of(what: Costly): number;
};

const KEPT = 5;
/** A player that took longer was loading, which is no cost of its own. */
const MOST_MS = 2_000;

/**
 * The median: one that took long for another reason changes nothing. Of a player of which
 * nothing is known yet, what the one `before` it cost is the best guess.
 */
export function costs(before?: Costs): Costs {
  const guess = { start: before?.of('start') ?? 0, seek: before?.of('seek') ?? 0 };
  const known: Record<Costly, number[]> = { start: [], seek: [] };
  return {
    note(what, ms) {
      if (ms < 0 || ms > MOST_MS) return;
      known[what] = [...known[what], ms].slice(-KEPT);
    },
    of(what) {
      const sorted = [...known[what]].sort((a, b) => a - b);
      return sorted[Math.floor((sorted.length - 1) / 2)] ?? guess[what];
    },
  };
}
