import { subprotocols } from './address.ts';
import { localMs, serverClock } from './clock.ts';
import type { Kind, ViewOf } from './kinds/kinds.ts';
import { changed } from './merge.ts';
import type { FromClient, Role, ToClient } from './messages.ts';
import { isNewer, type Order, orderOf } from './order.ts';
import { type ConnectionState, type Opener, reconnecting } from './reconnecting.ts';
import { sleepWatch } from './sleep.ts';

export type WatchOptions<K extends Kind> = {
  /** Of the socket: `wss://…/ws/sessions/{id}` or `wss://…/ws/overlay/{token}`. */
  url: string;
  /** What the session must be. Left out, it may be of any kind, and `kind` tells of which. */
  kind?: K;
  /** Opens a socket, where the platform's own `WebSocket` is not wanted. */
  open?: Opener;
};

/** How a session was when it was heard of last, kept for a time without a network. */
export type Last<K extends Kind> = {
  kind: K;
  role: Role;
  participant: string | null;
  view: ViewOf<K>;
  /** Epoch milliseconds, by this machine. */
  heard_ms: number;
};

/** A session that is watched. */
export interface Watch<K extends Kind> {
  /** As the server showed it last; null until then. */
  readonly view: ViewOf<K> | null;
  /** Of the session, as the server said with its first view; null until then. */
  readonly kind: K | null;
  /** Of the view; to insist on in a command. */
  readonly rev: string;
  readonly role: Role | null;
  /** Whose seat the link is for, where it is for one. */
  readonly participant: string | null;
  readonly connection: ConnectionState;
  /** Calls with each view, and at once with the one that there is. Returns what ends it. */
  onView(listener: (view: ViewOf<K>) => void): () => void;
  /** Calls with each change of the connection, and at once with how it is. Returns what ends it. */
  onConnection(listener: (connection: ConnectionState) => void): () => void;
  /** Epoch milliseconds by the server's clock, whatever this machine's says. */
  serverNow(): number;
  /** How far `serverNow` may be off: half the best round trip, and some drift. */
  clockErrorMs(): number;
  /**
   * Whether to ask each second that the server is there, as while a clock runs: a
   * silence of 3 s is then `lost`, and what is heard next is `live` again.
   */
  askOften(isWanted: boolean): void;
  /** Asks for the server's time once more, where it has to be known well. */
  askTime(): void;
  /**
   * Shows how it was last, as `lost` since then, until the server says how it is. Where
   * something is shown already, nothing happens.
   */
  recall(last: Last<K>): void;
  /** Nobody looks any more, and no listener is called again. */
  close(): void;
}

type Writable<Of> = { -readonly [Member in keyof Of]: Of[Member] };

/** What else is done with what is heard. */
export type Besides = { hear(says: ToClient<unknown>): void; turned(state: ConnectionState): void };

export type Wired<K extends Kind> = { watch: Watch<K>; send(said: FromClient): boolean };

/** The session is of another kind than was insisted on: private use, by RFC 6455. */
export const OTHER_KIND = 4000;
/** We closed it ourselves. */
export const CLOSED = 1000;

export function wired<K extends Kind>(
  { url, kind, open = (to, protocols) => new WebSocket(to, protocols) }: WatchOptions<K>,
  protocols: string[],
  besides?: Besides,
): Wired<K> {
  const clock = serverClock();
  const slept = sleepWatch();
  const viewers = new Set<(view: ViewOf<K>) => void>();
  const connectionListeners = new Set<(connection: ConnectionState) => void>();
  let order: Order = [];
  let isAsked = false;
  /** When what is shown was heard, as long as it is only remembered. */
  let remembered: number | null = null;

  function hear(says: ToClient<ViewOf<K>>, heardMs: number, sinceMs: number): void {
    look();
    if (says.type === 'hello') {
      if (kind && says.kind !== kind) {
        wire.end(OTHER_KIND);
        return;
      }
      isAsked = false;
      // What another role sees of the same rev is another view.
      if (watch.role !== says.role) order = [];
      watch.kind = says.kind as K;
      watch.role = says.role;
      watch.participant = says.participant ?? null;
      clock.note(sinceMs, says.server_ms, heardMs);
      show(says.rev, says.view);
      wire.live();
    } else if (says.type === 'frame') show(says.rev, says.view);
    else if (says.type === 'pong') clock.note(says.t0, says.server_ms, heardMs);
    else if (says.type !== 'change') besides?.hear(says);
    else if (says.from === watch.rev && watch.view) {
      show(says.rev, changed(watch.view, says.change, says.entries));
    }
    // A change is missing. One question is enough: its answer has all of them.
    else if (!isAsked) isAsked = wire.send({ type: 'resume', rev: watch.rev });
  }

  function show(rev: string, view: ViewOf<K>): void {
    const place = orderOf(rev, 'tally_seq' in view ? view.tally_seq : 0);
    if (!isNewer(place, order)) return;
    order = place;
    watch.rev = rev;
    watch.view = view;
    for (const listener of viewers) listener(view);
  }

  function turned(connection: ConnectionState): void {
    isAsked = false;
    if (connection.is === 'live') remembered = null;
    const isRemembered = connection.is === 'lost' && remembered !== null;
    watch.connection = isRemembered ? { is: 'lost', since_ms: remembered ?? 0 } : connection;
    besides?.turned(watch.connection);
    for (const listener of connectionListeners) listener(watch.connection);
  }

  function look(): void {
    if (!slept()) return;
    clock.doubt(localMs());
    wire.probe();
  }

  const wire = reconnecting(() => open(url, protocols), { hear, turned, stirred: look });
  const watch: Writable<Watch<K>> = {
    view: null,
    kind: null,
    rev: '0-0',
    role: null,
    participant: null,
    connection: { is: 'opening' },
    onView(listener) {
      viewers.add(listener);
      if (watch.view) listener(watch.view);
      return () => viewers.delete(listener);
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      listener(watch.connection);
      return () => connectionListeners.delete(listener);
    },
    serverNow: () => clock.at(localMs()),
    clockErrorMs: () => clock.errorMs(localMs()),
    askOften: wire.askOften,
    askTime: () => void wire.send({ type: 'ping', t0: localMs() }),
    recall({ kind: known, role, participant, view, heard_ms }) {
      if (watch.view || (kind && known !== kind)) return;
      Object.assign(watch, { kind: known, role, participant, view });
      remembered = heard_ms;
      turned({ is: 'lost', since_ms: heard_ms });
      for (const listener of viewers) listener(view);
    },
    close() {
      viewers.clear();
      connectionListeners.clear();
      wire.end(CLOSED);
    },
  };
  return { watch, send: wire.send };
}

/**
 * Watches a session until it is closed, and no more: the lighter half of
 * `connect`. It comes back after every loss, and hands on nothing that is older
 * than what it handed on before.
 */
export function watch<K extends Kind>(options: WatchOptions<K>): Watch<K> {
  return wired(options, subprotocols(options)).watch;
}
