/** What is said on a socket, in both directions; docs/sockets.md describes each message. */
import type { Change, Entries } from './merge.ts';

export type Role = 'owner' | 'moderator' | 'participant' | 'table' | 'viewer' | 'overlay';

export type Hello<View> = {
  type: 'hello';
  server_ms: number;
  session: string;
  kind: string;
  rev: string;
  role: Role;
  participant?: string;
  view: View;
};

/**
 * `repeated`: it was accepted before, under this id, and happened once. What was said has
 * no `rev`, and `n` where what is said is numbered.
 */
export type Ack = { type: 'ack'; id: string; rev?: string; n?: number; repeated?: true };
export type Reject = {
  type: 'reject';
  id: string | null;
  code: string;
  message: string;
  /** When it may be asked again, where that is known. */
  retry_ms?: number;
};
/** What somebody said without changing the state. */
export type Said = {
  type: 'said';
  name: string;
  seat?: string | null;
  at_ms: number;
  n?: number;
  body: object;
};
/** What is told to one seat alone. */
export type SeatNotice = { type: 'notice'; code: string };
export type Bye = { type: 'bye'; code: number; retry_ms: number | null };

export type ToClient<View> =
  | Hello<View>
  | { type: 'frame'; rev: string; at_ms: number; view: View }
  | {
      type: 'change';
      from: string;
      rev: string;
      at_ms: number;
      change: Change;
      entries?: Entries;
    }
  | { type: 'pong'; t0: number; server_ms: number }
  | Ack
  | Reject
  | Said
  | SeatNotice
  | Bye;

export type FromClient =
  | { type: 'ping'; t0: number }
  | { type: 'resume'; rev: string }
  | { type: 'command'; id: string; name: string; args: object; rev?: string }
  | { type: 'say'; id: string; name: string; args: object };
