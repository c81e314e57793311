/** The timer on a projector: to be read from the last row, on a screen of any shape. */
import type { ConnectionState, TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../../kit/element';
import { comingOf, fromActive } from '../../paint/next';
import { isEnded } from '../../paint/reading';
import { Ticker } from '../../paint/ticker';
import type { Actions } from '../actions';
import { Awake } from '../awake';
import { onKeys } from '../keys';
import { Panel } from '../panel';
import type { Screen } from '../screen';
import type { Sound } from '../sound';
import { stateWords } from '../state-words';
import { t } from '../texts';
import { FullScreen } from './full-screen';
import { Order } from './order';

/** Two are shown beside each other: who plays does not move about. */
const DUEL = 2;

export class DisplayScreen implements Screen {
  readonly element = make('main', 'display');
  private readonly title = make('h1');
  private readonly state = make('p', 'state');
  private readonly panels = [new Panel(), new Panel()] as const;
  private readonly order = new Order(() => this.ticker.wake());
  private readonly full = new FullScreen();
  private readonly awake = new Awake();
  private readonly ticker = new Ticker(() => this.draw());
  private readonly stop: () => void;
  private view: TimerView | null = null;

  constructor(
    private readonly actions: Actions,
    sound: Sound,
  ) {
    const top = make('header', 'top');
    this.title.dir = 'auto';
    top.append(this.title, this.state, sound.button, this.full.button);
    const [first, second] = this.panels;
    this.element.append(top, first.element, second.element, this.order.element);
    this.stop = onKeys({ f: () => this.full.toggle() });
    this.awake.want(true);
  }

  show(view: TimerView): void {
    this.view = view;
    const count = view.participants.length;
    mark(this.element, 'shape', count === 1 ? 'one' : count === DUEL ? 'duel' : 'many');
    mark(this.element, 'status', view.status);
    mark(this.element, 'ended', isEnded(view));
    write(this.title, view.title ?? '');
    write(this.state, stateWords(view));
    this.shown(view).forEach((one, at) => {
      this.panels[at]?.show(view, one, view.participants.indexOf(one));
    });
    this.ticker.wake();
  }

  connection(_state: ConnectionState): void {}

  end(): void {
    this.stop();
    this.ticker.stop();
    this.full.end();
    this.awake.end();
  }

  private draw(): boolean {
    const { view } = this;
    if (!view) return false;
    const serverMs = this.actions.now();
    this.shown(view).forEach((one, at) => {
      this.panels[at]?.tick(view, one, serverMs, wordsOf(view, one));
    });
    if (view.participants.length > DUEL) this.order.show(view, othersOf(view), serverMs);
    return view.status === 'running';
  }

  /** Who is shown large. */
  private shown(view: TimerView): TimerParticipant[] {
    const { participants } = view;
    if (participants.length <= DUEL) return participants;
    return leadOf(view);
  }
}

/** Once it has ended, the winner is what it is about. */
function leadOf(view: TimerView): TimerParticipant[] {
  const { participants, winner } = view;
  const won = participants.filter(({ id, group }) => winner && (id === winner || group === winner));
  return (isEnded(view) && won.length > 0 ? won : fromActive(view)).slice(0, 1);
}

/** While it goes on, those whose turn comes. */
function othersOf(view: TimerView): TimerParticipant[] {
  if (view.status === 'running' || view.status === 'paused') return comingOf(view);
  const [lead] = leadOf(view);
  return fromActive(view).filter((one) => one !== lead);
}

function wordsOf(view: TimerView, { id, group }: TimerParticipant): string {
  if (view.status === 'paused') return view.active === id ? t.paused : '';
  const isWinner = isEnded(view) && view.winner && (view.winner === id || view.winner === group);
  return isWinner ? t.winner : '';
}
