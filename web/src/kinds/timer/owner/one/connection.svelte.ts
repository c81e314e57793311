/** A timer over its socket: how it is, what is asked of it, and since when it is not known. */
import { type Connection, connect } from '@downbeat/client';
import { now } from '../../../../kit/live/now.svelte';
import type { Sign } from '../../../../kit/live/sign';
import { type Passed, pass } from '../../pass';
import type { View } from '../api/model';
import { undoUntil } from './undo-until';

const CLOCK_EVERY_MS = 5_000;
const ANSWER_MS_MAX = 5_000;
const NOT_YOURS = 3500;

export type CommandAnswer = Passed;

export class TimerConnection {
  view = $state.raw<View | null>(null);
  sign = $state<Sign>('opening');
  /** By this machine's clock. */
  lost_ms = $state(0);
  /** Until when, by the server's clock, the last switch can be taken back. */
  undo_ms = $state(0);
  readonly #socket: Connection<'timer'>;
  readonly #clock: ReturnType<typeof setInterval>;

  constructor(session: string, onover: (isSignedOut: boolean) => void) {
    this.#socket = connect({ base: location.href, session, kind: 'timer' });
    this.#socket.onView((view) => {
      if (this.view) this.undo_ms = undoUntil(this.view, view, this.undo_ms);
      this.view = view;
      this.#socket.askOften(view.status === 'running');
      now.hear(this.serverNow());
    });
    this.#socket.onConnection((connection) => {
      if (connection.is === 'over') return onover(connection.code === NOT_YOURS);
      if (connection.is === 'lost') this.lost_ms = connection.since_ms;
      this.sign = connection.is;
    });
    this.#clock = setInterval(
      () => this.sign === 'live' && now.hear(this.serverNow()),
      CLOCK_EVERY_MS,
    );
  }

  serverNow(): number {
    return this.#socket.serverNow();
  }

  /** What nobody answers is told soon: whoever pressed a button waits for it. */
  command: Connection<'timer'>['command'] = (name, ...[args, options]) =>
    this.#socket.command(name, ...([args, { wait_ms: ANSWER_MS_MAX, ...options }] as never));

  /** Passes the turn that is seen, and no other. */
  pass(to?: string): Promise<CommandAnswer> {
    return pass(this.#socket, to === undefined ? {} : { to }, { wait_ms: ANSWER_MS_MAX });
  }

  end(): void {
    clearInterval(this.#clock);
    this.#socket.close();
  }
}
