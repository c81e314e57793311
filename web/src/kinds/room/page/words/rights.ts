/** What a seat may, beside what its role and the room’s `control` give. */
import type { RoomRight, RoomRole, RoomSettings } from '@downbeat/client';

/** As they stand together where they are given. */
export const RIGHTS = {
  playing: ['play', 'seek', 'rate', 'next', 'add', 'order', 'share'],
  talking: ['chat', 'react', 'vote', 'voice'],
  order: ['invite', 'mute', 'kick', 'ban', 'roles', 'settings'],
} as const satisfies Readonly<Record<string, readonly RoomRight[]>>;

export type RightGroup = keyof typeof RIGHTS;

export const RIGHT_GROUPS = Object.keys(RIGHTS) as RightGroup[];

const ALL: readonly RoomRight[] = Object.values(RIGHTS).flat();

const OF_ROLE: Readonly<Record<RoomRole, readonly RoomRight[]>> = {
  owner: ALL,
  cohost: [...RIGHTS.playing, ...RIGHTS.talking, 'invite', 'mute', 'kick', 'ban', 'roles'],
  member: [...RIGHTS.talking, 'invite'],
  guest: RIGHTS.talking,
  viewer: [],
};

type Seat = { role: RoomRole; rights: readonly RoomRight[] };

/** What somebody has more and less than others of their role. */
export function rightsBeside({ role, rights }: Seat, control: RoomSettings['control']) {
  const isGiven = control === 'everyone' && role !== 'viewer';
  const usual = new Set([...OF_ROLE[role], ...(isGiven ? RIGHTS.playing : [])]);
  return {
    more: ALL.filter((right) => rights.includes(right) && !usual.has(right)),
    less: ALL.filter((right) => !rights.includes(right) && usual.has(right)),
  };
}

/** What has to be given and taken, so that somebody has these in place of those. */
export function rightsChanged(from: readonly RoomRight[], to: readonly RoomRight[]) {
  return {
    add: ALL.filter((right) => to.includes(right) && !from.includes(right)),
    take: ALL.filter((right) => from.includes(right) && !to.includes(right)),
  };
}
