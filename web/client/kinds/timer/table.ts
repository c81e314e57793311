import { type Answer, isPassing, type Rejection, rejected } from '../../answer.ts';
import { localMs } from '../../clock.ts';
import type { CodeOf, Connection } from '../../connection.ts';
import { isNewer, orderOf } from '../../order.ts';
import { newId } from '../../outbox.ts';
import { retryMs } from '../../retry.ts';
import { ageMs, type Tap, type TapCode } from './tap.ts';
import type { TimerView } from './timer.ts';
import { isOn, nextOf, passed, turnOf } from './turn.ts';

export type TableOptions = {
  /** The timer's `offline_grace_ms`, 0 without one. The server has the last word on it. */
  grace_ms: number;
};

export type TapAnswer = Answer<TapCode | CodeOf<'timer'>>;

/** A tap that goes out at once says no age: any device may send one. */
const AT_ONCE_MS = 100;
/** Without a grace, how long a tap is tried for. */
const PATIENCE_MS = 2_000;
const GRACE_MS_MAX = 30_000;
const TAPS_MAX = 100;

/**
 * The table's clock: it shows a tap at once, and tells it to the server as soon
 * as there is a connection, in order and with its age.
 *
 * A tap ends one turn, and no other: it is sent with the `rev` of the view that
 * shows that turn, under an id that it keeps. So a tap whose answer was lost
 * counts once, and one that another device was quicker with ends nothing.
 */
export class Table {
  readonly #connection: Connection<'timer'>;
  readonly #grace: number;
  readonly #viewers = new Set<(view: TimerView) => void>();
  readonly #stops: (() => void)[];
  #taps: Tap[] = [];
  #isAsking = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection<'timer'>, { grace_ms }: TableOptions) {
    this.#connection = connection;
    this.#grace = Math.min(GRACE_MS_MAX, grace_ms);
    this.#stops = [
      connection.onView(() => this.#changed()),
      connection.onConnection(({ is }) => (is === 'over' ? this.close() : this.#goOn())),
    ];
  }

  /** As the table shows it: what the server said last, with the taps it has not. */
  get view(): TimerView | null {
    const { view } = this.#connection;
    if (!view) return null;
    return this.#taps.reduce((shown, tap) => {
      if (tap.to === null || !isOn(shown, tap.turn)) return shown;
      return passed(shown, tap.to, tap.server_ms);
    }, view);
  }

  /** How many taps the server has not answered. */
  get waiting(): number {
    return this.#taps.filter((tap) => tap.done_rev === null).length;
  }

  onView(listener: (view: TimerView) => void): () => void {
    this.#viewers.add(listener);
    if (this.view) listener(this.view);
    return () => this.#viewers.delete(listener);
  }

  /**
   * Ends the turn that is shown, in favour of somebody or of who is next.
   * Answers when the server has, or when it is too late for that: `late` and
   * `overtaken` are for the screen to say.
   */
  tap(to?: string): Promise<TapAnswer> {
    const { view } = this;
    const turn = view && turnOf(view);
    if (!turn) return answered('wrong_status', 'no turn is on');
    if (this.#taps.length >= TAPS_MAX) {
      return answered('too_many_waiting', `${TAPS_MAX} taps may wait for an answer`);
    }
    return new Promise((done) => {
      this.#taps.push({
        id: newId(),
        turn,
        to: to ?? nextOf(view),
        tapped_ms: localMs(),
        server_ms: this.#connection.serverNow(),
        sent_rev: null,
        done_rev: null,
        done,
      });
      this.#changed();
    });
  }

  /** Taps without an answer are `unanswered`. The connection stays. */
  close(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops ?? []) stop();
    this.#viewers.clear();
    const taps = this.#taps;
    this.#taps = [];
    for (const { done } of taps)
      done(rejected('unanswered', 'the table or its connection was closed; it may have counted'));
  }

  #changed(): void {
    const { rev } = this.#connection;
    const isSeen = ({ done_rev }: Tap) =>
      done_rev !== null && !isNewer(orderOf(done_rev, 0), orderOf(rev, 0));
    this.#taps = this.#taps.filter((tap) => !isSeen(tap));
    this.#goOn();
    const { view } = this;
    if (view) for (const listener of this.#viewers) listener(view);
  }

  /** Gives up what is too old, and sends the first of the others if it can be. */
  #goOn(): void {
    clearTimeout(this.#timer);
    const waits = this.#taps.find((tap) => tap.done_rev === null);
    if (!waits || this.#isAsking) return;
    const { connection, rev, view } = this.#connection;
    const left_ms = this.#limitMs() - this.#ageMs(waits);
    if (left_ms < 0) {
      this.#missed(waits, 'late', 'the tap is older than the timer waits for');
      return;
    }
    this.#timer = setTimeout(() => this.#goOn(), left_ms + 1);
    // The tap before, or what made the last sending stale, is not seen yet.
    if (connection.is !== 'live' || !view || waits !== this.#taps[0] || rev === waits.sent_rev)
      return;
    if (isOn(view, waits.turn)) void this.#ask(waits, rev, left_ms);
    else this.#missed(waits, 'overtaken', 'another turn is on by now');
  }

  async #ask(tap: Tap, rev: string, wait_ms: number): Promise<void> {
    this.#isAsking = true;
    tap.sent_rev = rev;
    const answer = await this.#connection.command('switch', () => this.#args(tap), {
      id: tap.id,
      rev,
      wait_ms,
    });
    this.#isAsking = false;
    if (answer.ok) this.#accepted(tap, answer.rev);
    // Sent again with another age: the answer to the first sending was lost.
    else if (answer.code === 'key_reused') this.#accepted(tap, this.#connection.rev);
    else if (answer.code === 'stale') this.#goOn();
    else if (isPassing(answer.code)) this.#tryLater(tap);
    else this.#missed(tap, answer.code, answer.message);
  }

  #args(tap: Tap): { to?: string; age_ms?: number } {
    const age_ms = this.#ageMs(tap);
    const isLate = age_ms > AT_ONCE_MS && this.#mayBeLate();
    return { ...(tap.to !== null && { to: tap.to }), ...(isLate && { age_ms }) };
  }

  #accepted(tap: Tap, rev: string): void {
    this.#failures = 0;
    tap.done_rev = rev;
    tap.done({ ok: true, rev });
    this.#changed();
  }

  #missed(tap: Tap, code: Rejection<TapCode>['code'], message: string): void {
    this.#taps = this.#taps.filter((one) => one !== tap);
    tap.done(rejected(code, message));
    this.#changed();
  }

  #tryLater(tap: Tap): void {
    tap.sent_rev = null;
    const wait_ms = retryMs(this.#failures, Math.random());
    this.#failures += 1;
    this.#isAsking = true;
    setTimeout(() => {
      this.#isAsking = false;
      this.#goOn();
    }, wait_ms);
  }

  #ageMs(tap: Tap): number {
    return ageMs(tap, this.#connection.serverNow(), this.#connection.clockErrorMs());
  }

  #mayBeLate(): boolean {
    return this.#connection.role === 'table' && this.#grace > 0;
  }

  #limitMs(): number {
    return this.#mayBeLate() ? this.#grace : PATIENCE_MS;
  }
}

/** A table's clock on a connection with the role `table`. */
export function table(connection: Connection<'timer'>, options: TableOptions): Table {
  return new Table(connection, options);
}

function answered(code: string, message: string): Promise<TapAnswer> {
  return Promise.resolve(rejected(code, message));
}
