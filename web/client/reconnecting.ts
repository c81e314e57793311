import { localMs } from './clock.ts';
import { heartbeat } from './heartbeat.ts';
import type { Bye, FromClient, ToClient } from './messages.ts';
import { isFinal, retryMs, toldMs } from './retry.ts';
import { onWake } from './wake.ts';

/**
 * How the connection is: made for the first time, up, silent or made anew, or over
 * for good. `lost` has since when nothing is known of the session, by `localMs`;
 * `over` has the code of docs/sockets.md, `OTHER_KIND`, or `CLOSED` by ourselves.
 */
export type ConnectionState =
  | { is: 'opening' }
  | { is: 'live' }
  | { is: 'lost'; since_ms: number }
  | { is: 'over'; code: number };

/** As much of a `WebSocket` as is used. */
export type Socket = {
  readonly readyState: number;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
  send(text: string): void;
  close(): void;
};

export type Opener = (url: string, protocols: string[]) => Socket;

export type Listener<View> = {
  /** `sinceMs`: when the connection was asked for. */
  hear(says: Exclude<ToClient<View>, Bye>, heardMs: number, sinceMs: number): void;
  turned(state: ConnectionState): void;
  /** This machine may have been asleep. */
  stirred(): void;
};

export type ReconnectingSocket = {
  /** Whether it could be sent. All that is sent is answered. */
  send(said: FromClient): boolean;
  /** Asks for the time anew, and whether anybody is there. */
  probe(): void;
  /** Whether to ask each second that somebody is there, and to say soon that nobody is. */
  askOften(isWanted: boolean): void;
  /** The server knows us. */
  live(): void;
  end(code: number): void;
};

/** A connection that did not open by then is given up: the browser's own limit is minutes. */
const OPEN_MAX_MS = 10_000;
const OPEN = 1;
const ABNORMAL = 1006;

/** A socket that comes back after every loss, until the server says that it is of no use. */
export function reconnecting<View>(
  open: () => Socket,
  listener: Listener<View>,
): ReconnectingSocket {
  let is: ConnectionState['is'] = 'opening';
  let socket: Socket | null = null;
  let attempt = 0;
  let bye: Bye | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardMs = localMs();
  /** Whether the server knows us on this socket, and is silent for the moment. */
  let isKnown = false;
  const beat = heartbeat({
    ping: () => send({ type: 'ping', t0: localMs() }),
    doubted,
    dead: () => lost(ABNORMAL, heardMs),
  });

  function connect(): void {
    listener.stirred();
    const sinceMs = localMs();
    const mine = open();
    socket = mine;
    isKnown = false;
    bye = null;
    timer = setTimeout(() => lost(ABNORMAL), OPEN_MAX_MS);
    mine.addEventListener('open', () => {
      if (socket !== mine) return;
      clearTimeout(timer);
      beat.start();
    });
    // What a socket says that was given up does not count.
    mine.addEventListener('message', ({ data }) => socket === mine && hear(String(data), sinceMs));
    mine.addEventListener('close', ({ code }) => socket === mine && lost(code));
    // Node's says no more than this when it finds nobody.
    mine.addEventListener('error', () => socket === mine && lost(ABNORMAL));
  }

  function hear(text: string, sinceMs: number): void {
    heardMs = localMs();
    beat.heard();
    const says: ToClient<View> = JSON.parse(text);
    if (says.type === 'bye') bye = says;
    else listener.hear(says, heardMs, sinceMs);
    if (isKnown) turn({ is: 'live' });
  }

  /** The socket is kept: what is said next mends it, without a herd that comes anew. */
  function doubted(): void {
    if (is === 'live') turn({ is: 'lost', since_ms: heardMs });
  }

  /** `sinceMs`: a close is the last that was heard, and what was said before it has come. */
  function lost(closed: number, sinceMs = localMs()): void {
    const code = bye?.code ?? closed;
    if (isFinal(code)) {
      end(code);
      return;
    }
    drop();
    const told_ms = bye?.retry_ms ?? null;
    const chance = Math.random();
    const wait_ms = told_ms === null ? retryMs(attempt, chance) : toldMs(told_ms, attempt, chance);
    timer = setTimeout(connect, wait_ms);
    attempt += 1;
    turn({ is: 'lost', since_ms: sinceMs });
  }

  /** A close is not waited for: where the network is gone, a browser waits a minute. */
  function drop(): void {
    const dropped = socket;
    socket = null;
    isKnown = false;
    clearTimeout(timer);
    beat.stop();
    dropped?.close();
  }

  function send(said: FromClient): boolean {
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify(said));
    beat.expect();
    return true;
  }

  function probe(): void {
    if (socket?.readyState === OPEN) beat.start();
  }

  function end(code: number): void {
    deafen();
    drop();
    turn({ is: 'over', code });
  }

  function turn(next: ConnectionState): void {
    if (next.is === is) return;
    is = next.is;
    listener.turned(next);
  }

  connect();
  const deafen = onWake(() => {
    listener.stirred();
    // A device that says that it has no network is believed; one that has is asked.
    if (globalThis.navigator?.onLine === false) doubted();
    probe();
    // A server that said when to come again is not asked before.
    if (socket || bye) return;
    clearTimeout(timer);
    connect();
  });
  const live = () => {
    attempt = 0;
    isKnown = true;
    turn({ is: 'live' });
  };
  return { send, probe, askOften: beat.often, live, end };
}
