/** The room as the server shows it, and what may be asked of it. */
import {
  type ArgsOf,
  type CommandOf,
  type Connection,
  type ConnectionState,
  connect,
  isSeated,
  localMs,
  type RoomItem,
  type RoomOutside,
  type RoomRight,
  type RoomSeat,
  type RoomView,
} from '@downbeat/client';
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import { probes } from '../../clock';
import { t } from '../texts';

export type Entered = { session: string; seat: string; token: string };
export type Queued = RoomItem & { id: string };
export type Person = RoomSeat & { id: string };

const PROBES_EVERY_MS = 100;

export class Live {
  readonly session: Connection<'room'>;
  readonly session_id: string;
  readonly seat: string;
  readonly token: string;
  view = $state.raw<RoomView | null>(null);
  /** What whoever knocks is shown. */
  outside = $state.raw<RoomOutside | null>(null);
  connection = $state.raw<ConnectionState>({ is: 'opening' });
  /** The server's time, to a second: for what is over some time. */
  tickMs = $state(0);
  /** As it is now and as it was before, for whoever tells the difference. */
  readonly #listeners = new Set<(after: RoomView, before: RoomView | null) => void>();
  readonly #probes = probes(localMs());
  readonly #ticking: ReturnType<typeof setInterval>;

  constructor({ session, seat, token }: Entered) {
    this.seat = seat;
    this.session_id = session;
    this.token = token;
    this.session = connect({ base: location.href, session, link: token, kind: 'room' });
    this.session.onView((view) => this.#show(view));
    this.session.onConnection((connection) => {
      this.connection = connection;
      if (connection.is === 'live') this.#probes.again(localMs());
    });
    this.#ticking = setInterval(() => this.#probe(), PROBES_EVERY_MS);
    document.addEventListener('visibilitychange', this.#seen);
  }

  readonly items: Queued[] = $derived.by(() => {
    const all = Object.entries(this.view?.queue ?? {}).map(([id, item]) => ({ ...item, id }));
    return all.sort((one, other) => one.pos - other.pos);
  });

  readonly current: Queued | null = $derived(
    this.items.find(({ id }) => id === this.view?.playback.item) ?? null,
  );

  readonly people: Person[] = $derived.by(() => {
    const all = Object.entries(this.view?.seats ?? {}).map(([id, seat]) => ({ ...seat, id }));
    return all.sort((one, other) => one.since_ms - other.since_ms);
  });

  get me(): RoomSeat | undefined {
    return this.view?.seats[this.seat];
  }

  may(right: RoomRight): boolean {
    return this.me?.rights.includes(right) ?? false;
  }

  nameOf(seat: string | null | undefined): string {
    return (seat && this.view?.seats[seat]?.name) || t.somebody;
  }

  now(): number {
    return this.session.serverNow();
  }

  /** How long the way to the server and back is, as far as it is known. */
  rttMs(): number {
    const error = this.session.clockErrorMs();
    return Number.isFinite(error) ? Math.max(0, Math.round(2 * (error - 1))) : 0;
  }

  /** Asks for something, and says why it was refused. */
  async ask<Name extends CommandOf<'room'>>(
    name: Name,
    args: ArgsOf<'room', Name>,
  ): Promise<boolean> {
    const answer = await this.session.command(name, args);
    if (!answer.ok) this.refused(answer);
    return answer.ok;
  }

  /** The same of what the page says by itself: nobody wants to read of it. */
  async tell<Name extends CommandOf<'room'>>(name: Name, args: ArgsOf<'room', Name>) {
    return (await this.session.command(name, args)).ok;
  }

  refused({ code, message, retry_ms }: { code: string; message: string; retry_ms?: number }): void {
    const said = t.refused[code];
    const wait = retry_ms === undefined ? '' : ` ${t.waits(Math.ceil(retry_ms / 1_000))}`;
    toasts.say((said ?? message) + wait, true);
  }

  onView(listener: (after: RoomView, before: RoomView | null) => void): () => void {
    this.#listeners.add(listener);
    if (this.view) listener(this.view, null);
    return () => this.#listeners.delete(listener);
  }

  end(): void {
    clearInterval(this.#ticking);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#listeners.clear();
    this.session.close();
  }

  #show(view: RoomView | RoomOutside): void {
    if (!isSeated(view)) {
      this.outside = view;
      this.view = null;
      return;
    }
    const before = this.view;
    this.view = view;
    this.outside = null;
    for (const listener of this.#listeners) listener(view, before);
  }

  #probe(): void {
    this.tickMs = Math.floor(this.now() / 1_000) * 1_000;
    const due = this.#probes.dueMs(this.view?.playback.playing ?? false);
    if (due === null || due > localMs() || this.connection.is !== 'live') return;
    this.#probes.asked(localMs());
    this.session.askTime();
  }

  readonly #seen = () => {
    if (!document.hidden) this.#probes.again(localMs());
  };
}
