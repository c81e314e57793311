/** The place of a view among a session's views: incarnation, rev, then the count of votes. */
export type Order = readonly number[];

export function orderOf(rev: string, tallySeq: number): Order {
  return [...rev.split('-').map(Number), tallySeq];
}

export function isNewer(order: Order, than: Order): boolean {
  const at = order.findIndex((count, place) => count !== than[place]);
  return at >= 0 && (order[at] ?? 0) > (than[at] ?? -1);
}
