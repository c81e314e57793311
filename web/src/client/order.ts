/** The place of a view among a session's views: a rev, then the count of votes. */
export type Order = readonly [incarnation: number, rev: number, tallySeq: number];

export function orderOf(rev: string, tallySeq: number): Order {
  const [incarnation, accepted] = rev.split('-').map(Number);
  return [incarnation ?? 0, accepted ?? 0, tallySeq];
}

export function isNewer(order: Order, than: Order | null): boolean {
  if (than === null) return true;
  for (const place of [0, 1, 2] as const) {
    if (order[place] !== than[place]) return order[place] > than[place];
  }
  return false;
}
