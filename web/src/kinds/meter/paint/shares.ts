/** What part of all votes each has: 0 to 1, all 0 while there are none. */
export function sharesOf(counts: readonly number[]): number[] {
  const votes = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (votes === 0 ? 0 : count / votes));
}

/**
 * The shares as whole percents that make 100 together: what is left over by
 * rounding down goes to those that lost most by it.
 */
export function percentsOf(counts: readonly number[]): number[] {
  const exact = sharesOf(counts).map((share) => share * 100);
  const percents = exact.map(Math.floor);
  const lost = (at: number) => (exact[at] ?? 0) - (percents[at] ?? 0);
  const given = percents.reduce((sum, percent) => sum + percent, 0);
  const left = given === 0 && !counts.some(Boolean) ? 0 : 100 - given;
  const byLoss = [...percents.keys()].sort((a, b) => lost(b) - lost(a) || a - b);
  for (const at of byLoss.slice(0, left)) percents[at] = (percents[at] ?? 0) + 1;
  return percents;
}

/** The place of each from the top: most votes first, the same for everybody who looks. */
export function placesOf(counts: readonly number[]): number[] {
  const ranked = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const places = new Array<number>(counts.length).fill(0);
  for (const [place, at] of ranked.entries()) places[at] = place;
  return places;
}
