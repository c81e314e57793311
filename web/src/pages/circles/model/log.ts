/**
 * What of a circle's messages is on a page: a run of numbers without a hole, the pinned
 * ones, and up to which change they are right. Numbers have no gaps, so what comes next
 * is known by its number alone.
 */
import type { Schemas } from '../../../kit/api/document';
import type { Message } from './rights';

export type Shown = {
  readonly items: readonly Message[];
  readonly pinned: readonly Message[];
  /** The number of the newest message there is, and of the newest change. */
  readonly head: number;
  readonly n: number;
};

export const NOTHING: Shown = { items: [], pinned: [], head: 0, n: 0 };

const seqOf = ({ seq }: Message) => seq ?? 0;

export const firstSeq = ({ items }: Shown) => items[0]?.seq ?? 0;
export const lastSeq = ({ items }: Shown) => items.at(-1)?.seq ?? 0;

/** Whether messages came after those that are here. */
export function hasNewer(shown: Shown): boolean {
  return lastSeq(shown) < shown.head;
}

/** What was here with what came, in the order of their numbers, each once. */
export function merged(here: readonly Message[], came: readonly Message[]): readonly Message[] {
  const all = new Map(here.map((message) => [message.id, message]));
  for (const message of came) if (message.seq !== null) all.set(message.id, message);
  return [...all.values()].sort((one, other) => seqOf(one) - seqOf(other));
}

/** A message in the place of what it was; one that is not here stays away. */
export function replaced(shown: Shown, message: Message): Shown {
  const swap = (one: Message) => (one.id === message.id ? message : one);
  return { ...shown, items: shown.items.map(swap), pinned: repinned(shown.pinned, message) };
}

/** With what was read anew in the place of what is here; a message that changed since is newer. */
export function renewed(shown: Shown, found: readonly Message[]): Shown {
  const all = new Map(found.map((message) => [message.id, message]));
  const swap = (one: Message) => {
    const now = all.get(one.id);
    return now && now.version >= one.version ? now : one;
  };
  return { ...shown, items: shown.items.map(swap), pinned: shown.pinned.map(swap) };
}

/** After changes. What was said beyond a hole is only counted: it comes when it is asked for. */
export function applied(shown: Shown, changes: Schemas['CircleChanges']): Shown {
  let now = shown;
  for (const { n, message } of changes.items) {
    if (n <= shown.n) continue;
    now = replaced(now, message);
    const { seq } = message;
    if (seq === null) continue;
    const isNext = !hasNewer(now) && seq > lastSeq(now);
    now = { ...now, head: Math.max(now.head, seq) };
    if (isNext) now = { ...now, items: [...now.items, message] };
  }
  return { ...now, n: Math.max(now.n, changes.n) };
}

/** The first that somebody else said after a number: where what is new begins. */
export function newFrom(items: readonly Message[], read: number): string | null {
  return items.find((message) => seqOf(message) > read && !message.mine)?.id ?? null;
}

function repinned(pinned: readonly Message[], message: Message): readonly Message[] {
  const isPinned = message.pinned && message.state === 'shown';
  if (!isPinned) return pinned.filter(({ id }) => id !== message.id);
  if (!pinned.some(({ id }) => id === message.id)) return [message, ...pinned];
  return pinned.map((one) => (one.id === message.id ? message : one));
}
