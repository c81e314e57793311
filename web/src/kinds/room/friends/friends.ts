/** Friends of whoever has an account, and where they are. */
import { get, post, put } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { LOCALE } from '../../../kit/language/locale';

export type Friend = Schemas['Friend'];
export type Place = Schemas['FriendHere'];
export type Wanted = Schemas['FriendWanted'];

export type Known = {
  friends: Friend[];
  places: Place[];
  /** Whether friends see where the reader is. */
  isSeen: boolean;
};

/** What is between the reader and somebody, as the list has it. */
export type Group = 'asking' | 'friends' | 'asked' | 'blocked';

export type Listed = { friend: Friend; places: Place[] };

const GROUPS: readonly Group[] = ['asking', 'friends', 'asked', 'blocked'];

export async function readKnown(signal: AbortSignal): Promise<Known> {
  const [friends, presence] = await Promise.all([
    get('/api/v1/friends', {}, signal),
    get('/api/v1/me/presence', {}, signal),
  ]);
  return { friends: friends.items, places: presence.friends, isSeen: presence.seen };
}

export const askFriend = (login: string) => post('/api/v1/friends', { body: { login } });

export const answerFriend = (id: string, state: Wanted) =>
  put('/api/v1/friends/{id}', { path: { id }, body: { state } });

export const letSee = (seen: boolean) => put('/api/v1/me/presence', { body: { seen } });

/** Whoever waits for an answer comes first; of friends, whoever is in a room now. */
export function groupsOf({ friends, places }: Pick<Known, 'friends' | 'places'>) {
  const listed = friends.map((friend) => ({
    friend,
    places: places.filter(({ id }) => id === friend.id),
  }));
  const all = GROUPS.map((group) => ({
    group,
    items: listed.filter(({ friend }) => groupOf(friend) === group).sort(inOrder),
  }));
  return all.filter(({ items }) => items.length > 0);
}

/** What is meant by what is typed or pasted: a login, a mention of it, or an address. */
export function loginOf(typed: string): string {
  return typed
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.|m\.)?twitch\.tv\//i, '')
    .replace(/^@/, '')
    .replace(/[/?#].*$/, '');
}

/** What is left of the list once somebody is answered. */
export function answered(friends: readonly Friend[], id: string, state: Wanted): Friend[] {
  return friends.flatMap((friend) => {
    if (friend.id !== id) return [friend];
    if (state === 'none') return [];
    return [{ ...friend, state, by_me: state === 'blocked' || friend.by_me }];
  });
}

export function groupOf({ state, by_me }: Pick<Friend, 'state' | 'by_me'>): Group {
  if (state !== 'asked') return state;
  return by_me ? 'asked' : 'asking';
}

function inOrder(one: Listed, other: Listed): number {
  const isIn = ({ places }: Listed) => Number(places.length > 0);
  return isIn(other) - isIn(one) || one.friend.name.localeCompare(other.friend.name, LOCALE);
}
