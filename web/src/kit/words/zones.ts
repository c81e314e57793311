/** Time zones, as whoever reads chooses one. */
export const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * All that this browser knows, with the reader’s own and UTC, which not all of them list,
 * and one that is kept already.
 */
export function zones(kept?: string): string[] {
  const own = kept === undefined ? [ownZone()] : [ownZone(), kept];
  return [...new Set([...Intl.supportedValuesOf('timeZone'), ...own, 'UTC'])].sort();
}
