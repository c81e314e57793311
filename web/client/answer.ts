/** What a command came to. A rejection is an answer like another: nothing is thrown. */
export type Answer<Code extends string = never> = Accepted | Rejection<Code>;

export type Accepted = { ok: true; rev: string };

/** It was said, under a number where lines have one. */
export type SaidAnswer<Code extends string = never> = { ok: true; n?: number } | Rejection<Code>;

export type Rejection<Code extends string = never> = {
  ok: false;
  /** Stays the same from version to version; newer servers may have more. */
  code: Code | ServerCode | OwnCode | (string & {});
  /** Words for people. */
  message: string;
  /** When it may be asked again, where the server says so. */
  retry_ms?: number;
};

/** What any kind's command may be answered. */
export type ServerCode =
  | 'forbidden'
  | 'invalid'
  | 'malformed'
  | 'unknown_command'
  /** The session is not at the `rev` that was insisted on. */
  | 'stale'
  /** The id was that of another command, which was accepted. */
  | 'key_reused'
  | PassingCode;

/** Nothing is wrong with the command, and later it may be accepted. */
export type PassingCode =
  | 'activating'
  | 'audit_full'
  | 'contended'
  | 'limited'
  | 'memory_full'
  | 'unavailable';

/** What this library says by itself, the server not being asked. */
export type OwnCode =
  /** No answer came in time, or the connection is over: it may have been done or not. */
  | 'unanswered'
  /** Too many wait for an answer. It was not sent. */
  | 'too_many_waiting'
  /** A message may have 16 KiB. It was not sent. */
  | 'too_large';

const PASSING: ReadonlySet<string> = new Set<PassingCode>([
  'activating',
  'audit_full',
  'contended',
  'limited',
  'memory_full',
  'unavailable',
]);

/** Whether the same command may be accepted a little later. */
export function isPassing(code: string): boolean {
  return PASSING.has(code);
}

/** A rejection, as this library says one by itself. */
export function rejected<Code extends string>(code: Code, message: string): Rejection<Code> {
  return { ok: false, code, message };
}
