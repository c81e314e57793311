import type { RoomRole } from '@downbeat/client';

type Ranked = { id: string; role: RoomRole };

const RANKS: Readonly<Record<RoomRole, number>> = {
  owner: 4,
  cohost: 2,
  member: 1,
  guest: 0,
  viewer: -1,
};
/** Who stands in for the owner is below the owner alone. */
const HOST = 3;

const GIVEN = ['cohost', 'member', 'guest'] as const;
export type GivenRole = (typeof GIVEN)[number];

/** Each acts on those below; the server holds to that too. */
export function mayActOn(one: Ranked, other: Ranked, host: string | null): boolean {
  return rankOf(one, host) > rankOf(other, host);
}

/** Roles that somebody may give: those below their own. */
export function rolesFor(role: RoomRole | undefined): GivenRole[] {
  return GIVEN.filter((given) => role !== undefined && RANKS[given] < Math.max(RANKS[role], HOST));
}

function rankOf({ id, role }: Ranked, host: string | null): number {
  return id === host && role !== 'owner' ? HOST : RANKS[role];
}
