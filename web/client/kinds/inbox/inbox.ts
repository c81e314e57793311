/** What somebody is told of, and which of their drafts moved: a session of one person. */
import type { Schemas } from '../document.ts';

export interface Inbox {
  view: InboxView;
  commands: Record<never, never>;
  rejections: never;
}

export type InboxView = {
  /** Of what stands beside the state, as all here. */
  tally_seq: number;
  unread: number;
  /** Ten at most, newest first. */
  latest: readonly Schemas['Notice'][];
  /** The newest rev of each draft that was saved while somebody watched, by its id. */
  drafts: { readonly [draft: string]: string };
  now_ms: number;
};
