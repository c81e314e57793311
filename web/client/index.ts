/**
 * # @downbeat/client
 *
 * Live sessions of Downbeat from a browser or from Node 22: no dependencies, and
 * what is not imported weighs nothing. docs/client.md shows it at work.
 *
 * ```ts
 * const timer = connect({ base: 'https://downbeat.example', session, link, kind: 'timer' });
 * timer.onView((view) => show(view, timer.serverNow()));
 * const answer = await timer.command('switch', { to: 'b' });
 * if (!answer.ok) say(answer.message);
 * ```
 *
 * - `connect` watches a session and asks things of it; `watch` only looks, and
 *   is lighter. Both come back after every loss of the connection until the server
 *   says that it is of no use, and never show an older view after a newer one.
 * - `serverNow()` is the server's clock, known to `clockErrorMs()`. What this
 *   machine thinks the time is has no part in it.
 * - `remaining` and `used` compute a timer's clocks from its view.
 * - `table` is the clock in the middle of a table: taps show at once, and are
 *   told late, with the turn and the moment that they were made for, when the
 *   network was away.
 */
export { type Address, socketUrl } from './address.ts';
export {
  type Accepted,
  type Answer,
  isPassing,
  type OwnCode,
  type PassingCode,
  type Rejection,
  type SaidAnswer,
  type ServerCode,
} from './answer.ts';
export { localMs, type ServerClock, serverClock } from './clock.ts';
export { type CodeOf, type Connection, type ConnectOptions, connect } from './connection.ts';
export * from './kinds/kinds.ts';
export type { Role } from './messages.ts';
export type { CommandOptions, Given } from './outbox.ts';
export type { ConnectionState, Opener, Socket } from './reconnecting.ts';
export { isFinal, retryMs } from './retry.ts';
export { CLOSED, type Last, OTHER_KIND, type Watch, type WatchOptions, watch } from './watch.ts';
