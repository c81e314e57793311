import { type Answer, isPassing, type Rejection, rejected } from '../../answer.ts';
import { localMs } from '../../clock.ts';
import type { CodeOf, Connection } from '../../connection.ts';
import { isNewer, orderOf } from '../../order.ts';
import { newId } from '../../outbox.ts';
import { retryMs } from '../../retry.ts';
import { ageMs, type Tap, type TapCode } from './tap.ts';
import type { TimerView } from './timer.ts';
import { nextOf, passed, turnOf } from './turn.ts';

export type TableOptions = {
  /** The timer's `offline_grace_ms`, 0 without one. The server has the last word on it. */
  grace_ms: number;
};

export type TapAnswer = Answer<TapCode | CodeOf<'timer'>>;

/** Without a grace, a tap that is older when it arrives is late. */
const ON_ITS_WAY_MS = 1_000;
/** How long the answer to what was sent is waited for, over losses of the connection. */
const ANSWER_MS_MAX = 60_000;
const GRACE_MS_MAX = 30_000;
const TAPS_MAX = 100;

/**
 * The table's clock: it shows a tap at once, and tells it to the server as soon
 * as there is a connection, in order and with its age.
 *
 * A tap ends one turn, and no other: it says which, and when it was, under an id
 * that it keeps. So a tap whose answer was lost counts once and where it was made,
 * and one that another device was quicker with ends nothing. What was sent is
 * neither counted nor missed before the server says so.
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
      if (tap.to === null || turnOf(shown) !== tap.turn) return shown;
      return passed(shown, tap.to, tap.server_ms);
    }, view);
  }

  /** How many taps the server has not answered. */
  get waiting(): number {
    return this.#taps.filter((tap) => tap.done_rev === null).length;
  }

  /** For how long the first of them has waited for its answer, since it was sent. */
  get unanswered_ms(): number {
    const first = this.#taps.find((tap) => tap.done_rev === null && tap.at_ms !== null);
    return first ? this.#ageMs(first) : 0;
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
    if (!view || turn === null) return answered('wrong_status', 'no turn is on');
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
        at_ms: null,
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

  /** Gives up what is too old to be sent, and sends the first of the others. */
  #goOn(): void {
    clearTimeout(this.#timer);
    const waits = this.#taps.find((tap) => tap.done_rev === null);
    if (!waits || this.#isAsking) return;
    const wasSent = waits.at_ms !== null;
    if (!wasSent) {
      const left_ms = this.#limitMs() - this.#ageMs(waits);
      if (left_ms < 0) {
        this.#missed(waits, 'late', 'the tap is older than the timer waits for');
        return;
      }
      this.#timer = setTimeout(() => this.#goOn(), left_ms + 1);
    }
    const { connection, view } = this.#connection;
    // The tap before is not seen yet.
    if (connection.is !== 'live' || !view || waits !== this.#taps[0]) return;
    if (wasSent || turnOf(view) === waits.turn) void this.#ask(waits);
    else this.#missed(waits, 'overtaken', 'another turn is on by now');
  }

  async #ask(tap: Tap): Promise<void> {
    this.#isAsking = true;
    const { id, to, turn } = tap;
    tap.at_ms ??= Math.round(this.#connection.serverNow() - this.#ageMs(tap));
    const args = { ...(to !== null && { to }), turn, at_ms: tap.at_ms };
    const answer = await this.#connection.command('switch', args, { id, wait_ms: ANSWER_MS_MAX });
    this.#isAsking = false;
    if (answer.ok) this.#accepted(tap, answer.rev);
    else if (isPassing(answer.code)) this.#tryLater();
    else this.#missed(tap, answer.code, answer.message);
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

  #tryLater(): void {
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
    return this.#mayBeLate() ? Math.max(this.#grace, ON_ITS_WAY_MS) : ON_ITS_WAY_MS;
  }
}

/** A table's clock on a connection with the role `table`. */
export function table(connection: Connection<'timer'>, options: TableOptions): Table {
  return new Table(connection, options);
}

function answered(code: string, message: string): Promise<TapAnswer> {
  return Promise.resolve(rejected(code, message));
}
