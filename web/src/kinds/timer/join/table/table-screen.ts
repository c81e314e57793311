/** The clock in the middle of a table: two halves, each the button of whoever sits there. */
import type { ConnectionState, TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark } from '../../../../kit/element';
import { Ticker } from '../../paint/ticker';
import type { Actions } from '../actions';
import { Awake } from '../awake';
import { onKeys } from '../keys';
import type { Screen } from '../screen';
import type { Sound } from '../sound';
import { t } from '../texts';
import { UndoTime } from '../undo-time';
import { Half } from './half';
import { Middle } from './middle';
import { Offline } from './offline';

const TAP_BUZZ_MS = 12;
const REFUSED_SHOWN_MS = 5_000;
/** How often the middle is looked at while no clock runs. */
const IDLE_EVERY_MS = 250;

export class TableScreen implements Screen {
  readonly element = make('main', 'table');
  private readonly halves = [0, 1].map((place) => new Half(place, (id) => this.tapped(id)));
  private readonly middle: Middle;
  private readonly awake = new Awake();
  private readonly offline: Offline;
  private readonly undo = new UndoTime();
  private readonly ticker = new Ticker(() => this.draw());
  private readonly idle = setInterval(() => this.ticker.wake(), IDLE_EVERY_MS);
  private readonly stops: (() => void)[];
  private view: TimerView | null = null;
  private isSwapped = false;
  private refused = { words: '', until: 0 };

  constructor(
    private readonly actions: Actions,
    sound: Sound,
  ) {
    this.offline = new Offline(actions.grace_ms);
    this.middle = new Middle({
      hold: () => this.hold(),
      undo: () => void actions.steer('undo'),
      swap: () => this.swap(),
    });
    this.middle.element.append(sound.button);
    const [near, far] = this.halves;
    const heading = make('h1', 'unseen', t.table.heading);
    if (near && far) {
      this.element.append(heading, far.panel.element, this.middle.element, near.panel.element);
    }
    const press = () => this.view && this.tapped(this.presser(this.view));
    this.stops = [
      onKeys({ Space: press, Enter: press, p: () => this.hold() }),
      actions.onRefused((words) => {
        this.refused = { words, until: performance.now() + REFUSED_SHOWN_MS };
      }),
    ];
  }

  show(view: TimerView): void {
    this.view = view;
    this.undo.see(view, this.actions.now());
    this.seats((half, one, place) => half.show(view, one, place));
    mark(this.element, 'status', view.status);
    this.awake.want(view.status === 'running' || view.status === 'paused');
    this.ticker.wake();
  }

  connection(state: ConnectionState): void {
    this.offline.connection(state);
    this.ticker.wake();
  }

  end(): void {
    clearInterval(this.idle);
    this.ticker.stop();
    this.awake.end();
    for (const stop of this.stops) stop();
  }

  private draw(): boolean {
    const { view, actions } = this;
    if (!view) return false;
    const serverMs = actions.now();
    this.seats((half, one) => half.tick(view, one, serverMs, this.mayTap(view, one.id)));
    this.middle.show(view, {
      words: this.words(),
      undo_ms: this.undo.leftMs(serverMs),
      isLost: this.offline.isLost,
      maySteer: actions.maySteer(),
    });
    return view.status === 'running';
  }

  private words(): string {
    const { words, until } = this.refused;
    return performance.now() < until ? words : this.waiting();
  }

  private waiting(): string {
    return this.offline.words(this.actions.waiting, this.actions.unanswered_ms);
  }

  /** As on any such clock, whoever does not begin starts it. */
  private mayTap(view: TimerView, id: string): boolean {
    if (view.status === 'running') return this.actions.mayPass(view) && view.active === id;
    const isLost = this.offline.isLost;
    const begins = view.participants[0]?.id === id;
    return view.status === 'pending' && this.actions.maySteer() && !begins && !isLost;
  }

  private tapped(id: string): void {
    const { view } = this;
    if (!view || !this.mayTap(view, id)) return;
    navigator.vibrate?.(TAP_BUZZ_MS);
    if (view.status === 'pending') return void this.actions.steer('start');
    this.offline.tapped(this.actions.pass());
  }

  private presser({ status, active, participants }: TimerView): string {
    return (status === 'pending' ? participants[1]?.id : active) ?? '';
  }

  private hold(): void {
    if (!this.actions.maySteer() || this.offline.isLost) return;
    if (this.view?.status === 'running') void this.actions.steer('pause');
    if (this.view?.status === 'paused') void this.actions.steer('resume');
  }

  private swap(): void {
    this.isSwapped = !this.isSwapped;
    if (this.view) this.show(this.view);
  }

  private seats(each: (half: Half, one: TimerParticipant, place: number) => void): void {
    this.view?.participants.forEach((one, place) => {
      const half = this.halves[this.isSwapped ? 1 - place : place];
      if (half) each(half, one, place);
    });
  }
}
