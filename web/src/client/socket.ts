import { localMs, ServerClock } from './clock';
import { isNewer, type Order, orderOf } from './order';
import { isFinal, retryMs } from './retry';

type Says<View> =
  | { type: 'hello'; server_ms: number; rev: string; view: View }
  | { type: 'frame'; rev: string; view: View }
  | { type: 'pong'; t0: number; server_ms: number }
  | { type: 'bye'; code: number; retry_ms: number | null };

/** How the line is: frames come, it is being made anew, or it is over for good. */
export type Line = { is: 'live' } | { is: 'lost' } | { is: 'over'; code: number };

/** Pings: some at once, to know the time well, then to see whether anybody is there. */
const PINGS_MS = [0, 400, 1_500, 5_000];
const PING_EVERY_MS = 20_000;
const SILENCE_MAX_MS = 35_000;
/** A connection that has not opened by then is given up: the browser's own limit is minutes. */
const OPEN_MAX_MS = 10_000;

/**
 * Watches a session for as long as the page lives. It connects again after
 * every loss, and hands on nothing that is older than what it handed on before.
 */
export class Watch<View extends { tally_seq: number }> {
  readonly clock = new ServerClock();
  private order: Order | null = null;
  private attempt = 0;
  private byeMs: number | null = null;
  private timers: ReturnType<typeof setTimeout>[] = [];
  private heardMs = 0;
  private socket: WebSocket | null = null;
  private isEnded = false;

  constructor(
    private readonly url: string,
    private readonly onView: (view: View) => void,
    private readonly onLine: (line: Line) => void = () => {},
  ) {
    this.connect();
  }

  serverMs(): number {
    return this.clock.at(localMs());
  }

  /** Nobody looks any more. */
  end(): void {
    this.isEnded = true;
    this.forgetTimers();
    this.socket?.close();
  }

  private connect(): void {
    if (this.isEnded) return;
    const socket = new WebSocket(this.url, 'downbeat.v1');
    this.socket = socket;
    this.byeMs = null;
    this.heardMs = localMs();
    this.timers = [setTimeout(() => socket.close(), OPEN_MAX_MS)];
    socket.onopen = () => this.keepAsking(socket);
    socket.onmessage = (event) => this.hear(String(event.data));
    socket.onclose = (event) => this.lost(event.code);
  }

  private keepAsking(socket: WebSocket): void {
    const ping = () => {
      if (localMs() - this.heardMs > SILENCE_MAX_MS) socket.close();
      else if (socket.readyState === WebSocket.OPEN) {
        socket.send(JSON.stringify({ type: 'ping', t0: localMs() }));
      }
    };
    this.forgetTimers();
    this.timers = PINGS_MS.map((ms) => setTimeout(ping, ms));
    this.timers.push(setInterval(ping, PING_EVERY_MS));
  }

  private hear(text: string): void {
    this.heardMs = localMs();
    const says = JSON.parse(text) as Says<View>;
    switch (says.type) {
      case 'hello':
        this.attempt = 0;
        this.clock.noteOneWay(says.server_ms, this.heardMs);
        this.show(says.rev, says.view);
        this.onLine({ is: 'live' });
        break;
      case 'frame':
        this.show(says.rev, says.view);
        break;
      case 'pong':
        this.clock.note(says.t0, says.server_ms, this.heardMs);
        break;
      case 'bye':
        this.byeMs = says.retry_ms;
    }
  }

  private show(rev: string, view: View): void {
    if (this.isEnded) return;
    const order = orderOf(rev, view.tally_seq);
    if (!isNewer(order, this.order)) return;
    this.order = order;
    this.onView(view);
  }

  private lost(code: number): void {
    this.forgetTimers();
    if (this.isEnded) return;
    this.onLine(isFinal(code) ? { is: 'over', code } : { is: 'lost' });
    if (isFinal(code)) return;
    const wait = this.byeMs ?? retryMs(this.attempt, Math.random());
    this.attempt += 1;
    setTimeout(() => this.connect(), wait);
  }

  private forgetTimers(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
