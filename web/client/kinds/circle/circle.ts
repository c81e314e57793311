/** A circle, as whoever looks at it sees it move. Its words are rows: docs/kinds/circle.md. */
import type { Schemas } from '../document.ts';

export interface Circle {
  view: CircleView;
  commands: Record<never, never>;
  rejections: CircleRejection;
  sayings: CircleSayings;
}

export type CircleRejection = 'frozen' | 'closing' | 'unknown_item' | 'ended';

/** The arguments of sayings by their names: none of them makes a rev. */
export interface CircleSayings {
  /** Said again each 10 s while it is so; 30 s after the last time it is over. */
  typing: { on: boolean };
  /** Up to which message somebody has read. It never goes back. */
  read: { seq: number };
  /** To a message or a comment; null takes the own one back. */
  react: { item: string; kind: Schemas['CircleReaction'] | null };
}

export type CircleView = {
  /** Of what stands beside the state, as all here but what is set. */
  tally_seq: number;
  status: 'open' | 'frozen' | 'closing';
  /** The number of the newest message, and of the newest change. */
  head: number;
  n: number;
  members: number;
  slow_s: number;
  /** The last 16 changes, oldest first. Who misses one asks for it by its number. */
  news: readonly CircleNews[];
  /** By message or comment: of those that are not named nothing is said. */
  counts: { readonly [item: string]: Partial<Schemas['CircleCounts']> };
  /** Members with a page open. */
  online: number;
  /** 24 of those at most; members see them. */
  here?: readonly CirclePerson[];
  /** Members see it. */
  typing?: CircleTyping;
  /** How many cases wait, since when the oldest does, how many ask to join: for moderators. */
  queue?: number;
  oldest_ms?: number;
  pending?: number;
  now_ms: number;
};

export type CirclePerson = { id: string; name: string };

/** Three names at most, and how many others. */
export type CircleTyping = { names: readonly string[]; more: number };

export type CircleNews = {
  n: number;
  op: 'posted' | 'edited' | 'removed' | 'hidden' | 'shown' | 'pinned' | 'commented';
  /** Of the message that changed; null of one that was held and never shown. */
  seq: number | null;
  /**
   * As everybody sees it; left out where not everybody does, and above 1 KiB: it is asked
   * for then.
   */
  message?: CircleToldMessage;
};

/** Without what is different for each who reads it. */
export type CircleToldMessage = Omit<
  Schemas['CircleMessage'],
  'mine' | 'reaction' | 'favourite' | 'veiled'
>;
