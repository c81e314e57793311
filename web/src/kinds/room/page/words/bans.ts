/**
 * Who is kept out. Whoever is sent out for it is kept out for ten minutes besides; one
 * that is lifted takes all of a seat with it.
 */
import type { Kept } from '../api/reports';

export type Ban = Kept['bans'][number];

/** Each seat once: until the last ban of it ends, by all that its bans say. */
export function bySeat(bans: readonly Ban[]): Ban[] {
  const seats = new Map<string, Ban>();
  for (const ban of bans) {
    const known = seats.get(ban.seat);
    const longer = known && known.until_ms > ban.until_ms ? known : ban;
    seats.set(ban.seat, {
      ...longer,
      reason: longer.reason ?? known?.reason ?? ban.reason,
      account: ban.account || (known?.account ?? false),
      address: ban.address || (known?.address ?? false),
    });
  }
  return [...seats.values()];
}
