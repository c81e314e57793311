/** What the tests of this folder share: a socket whose other end is the test. */
import { vi } from 'vitest';
import type { TimerView } from './kinds/timer/timer.ts';

type Handler = (event: { data?: unknown; code?: number }) => void;
export type Sent = {
  type: string;
  id: string;
  name: string;
  args: { to?: string; turn?: number; at_ms?: number };
  rev?: string;
  t0: number;
};

export class Wire {
  static made: Wire[] = [];
  readonly url: string;
  readonly protocols: string[];
  readyState = 0;
  sent: Sent[] = [];
  readonly #handlers = new Map<string, Handler>();

  constructor(url: string, protocols: string[]) {
    this.url = url;
    this.protocols = protocols;
    Wire.made.push(this);
  }

  static get last(): Wire {
    const wire = Wire.made.at(-1);
    if (!wire) throw new Error('nothing connected');
    return wire;
  }

  addEventListener(type: string, handler: Handler): void {
    this.#handlers.set(type, handler);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  /** By the client: the other end may never hear of it, and nothing comes back. */
  close(): void {
    this.readyState = 2;
  }

  open(): void {
    this.readyState = 1;
    this.#handlers.get('open')?.({});
  }

  say(message: object): void {
    this.#handlers.get('message')?.({ data: JSON.stringify(message) });
  }

  /** As Node does where nobody listens: no close follows. */
  fail(): void {
    this.#handlers.get('error')?.({});
  }

  drop(code = 1006): void {
    this.readyState = 3;
    this.#handlers.get('close')?.({ code });
  }

  sentOf(type: string): Sent[] {
    return this.sent.filter((said) => said.type === type);
  }

  get commands(): Sent[] {
    return this.sentOf('command');
  }
}

export function fakeNetwork(): void {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Wire);
  Wire.made = [];
}

export function realNetwork(): void {
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

/** Opens the last socket and says `hello`. */
export function greet(rev: string, view: object, besides: object = {}): Wire {
  const wire = Wire.last;
  wire.open();
  const hello = {
    type: 'hello',
    server_ms: Date.now(),
    session: 's',
    kind: 'timer',
    role: 'table',
  };
  wire.say({ ...hello, rev, view, ...besides });
  return wire;
}

/** Two players with a minute each; the first has the turn since now. */
export function duel(besides: Partial<TimerView> = {}): TimerView {
  const player = (id: string) => ({
    id,
    name: id,
    group: null,
    color: null,
    remaining_ms: 60_000,
    used_ms: 0,
    moves: 0,
    expired: false,
  });
  return {
    status: 'running',
    mode: 'per_participant',
    active: 'a',
    since_ms: Date.now(),
    participants: [player('a'), player('b')],
    cycle: 1,
    turn: 1,
    now_ms: Date.now(),
    ...besides,
  };
}
