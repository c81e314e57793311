import type { Shard } from '../api/shards';

/** A beat later than this is seen; events older than that are not safe yet. */
const DUE_LAG_MS_MAX = 1_000;
const EVENTS_LAG_MS_MAX = 30_000;

export function isTroubled(shard: Shard): boolean {
  return (
    shard.owner === null ||
    shard.due_lag_ms > DUE_LAG_MS_MAX ||
    shard.events_lag_ms > EVENTS_LAG_MS_MAX
  );
}

/** Who owns how many, by name. */
export function ownersOf(shards: Shard[]): [owner: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { owner } of shards) {
    if (owner !== null) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return [...counts].toSorted(([one], [other]) => one.localeCompare(other));
}
