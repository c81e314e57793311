/** All of a timer on a phone or a laptop: who has the turn, everyone else, and what the link may do. */
import type { ConnectionState, TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../../kit/element';
import { fromActive, isAlone } from '../../paint/next';
import { Ticker } from '../../paint/ticker';
import type { Actions } from '../actions';
import { Awake } from '../awake';
import { Panel } from '../panel';
import type { Screen } from '../screen';
import type { Sound } from '../sound';
import { stateWords } from '../state-words';
import { t } from '../texts';
import { UndoTime } from '../undo-time';
import { Buttons } from './buttons';
import { Rows } from './rows';
import { Self } from './self';

export class ListScreen implements Screen {
  readonly element = make('main', 'list');
  private readonly title = make('h1');
  private readonly state = make('p', 'state');
  private readonly panel = new Panel();
  private readonly rows: Rows;
  private readonly self: Self;
  private readonly buttons: Buttons;
  private readonly awake = new Awake();
  private readonly undo = new UndoTime();
  private readonly ticker = new Ticker(() => this.draw());
  private view: TimerView | null = null;

  constructor(
    private readonly actions: Actions,
    sound: Sound,
  ) {
    const top = make('header', 'top');
    this.title.dir = 'auto';
    top.append(this.title, this.state, sound.button);
    this.buttons = new Buttons(actions);
    this.rows = new Rows(actions.participant);
    this.self = new Self(actions.participant);
    const now = make('div', 'now');
    now.append(this.panel.element, this.buttons.element);
    this.element.append(top, this.self.element, now, this.rows.element);
  }

  show(view: TimerView): void {
    this.view = view;
    const serverMs = this.actions.now();
    this.undo.see(view, serverMs);
    write(this.title, view.title ?? t.title);
    write(this.state, stateWords(view));
    mark(this.element, 'status', view.status);
    const [lead] = fromActive(view);
    this.panel.element.hidden = !lead;
    if (lead) this.panel.show(view, lead, view.participants.indexOf(lead));
    this.rows.show(view, serverMs);
    mark(this.element, 'alone', isAlone(view));
    this.awake.want(view.status === 'running' || view.status === 'paused');
    this.ticker.wake();
  }

  connection(state: ConnectionState): void {
    this.buttons.connection(state);
    this.ticker.wake();
  }

  end(): void {
    this.ticker.stop();
    this.buttons.end();
    this.awake.end();
  }

  private draw(): boolean {
    const { view } = this;
    if (!view) return false;
    const serverMs = this.actions.now();
    const [lead] = fromActive(view);
    const isPaused = view.status === 'paused';
    if (lead) this.panel.tick(view, lead, serverMs, isPaused ? t.paused : '');
    this.rows.tick(view, serverMs);
    this.self.show(view, serverMs);
    const undo_ms = this.undo.leftMs(serverMs);
    this.buttons.show(view, undo_ms);
    return view.status === 'running' || undo_ms > 0;
  }
}
