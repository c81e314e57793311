/** Votes a second over the last minutes, for the chart. */
import type { Activity } from '../api/model';

export type Pace = { across_s: number[]; votes_per_s: number[] };

/** A bucket that is still being filled would look like a sudden calm: it is left out. */
export function paceOf({ buckets, bucket_s }: Activity, now_ms: number): Pace {
  const over = buckets.filter(({ at_ms }) => at_ms + bucket_s * 1_000 <= now_ms);
  return {
    across_s: over.map(({ at_ms }) => at_ms / 1_000),
    votes_per_s: over.map(({ votes }) => votes / bucket_s),
  };
}
