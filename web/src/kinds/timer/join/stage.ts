import type { Connection, TimerView } from '@downbeat/client';
import { isolated } from '../../../kit/words/isolated';
import { ENDED } from '../../../pages/join/over';
import type { Strip } from '../../../pages/join/strip';
import type { JoinPage, Stage } from '../../kind';
import { isEnded } from '../paint/reading';
import { Actions } from './actions';
import { Announcer } from './announcer';
import { DisplayScreen } from './display/display-screen';
import { ListScreen } from './list/list-screen';
import type { Screen } from './screen';
import { TableScreen } from './table/table-screen';

type Shape = 'table' | 'list' | 'display';

/** A timer by its link, on the screen that fits the link's role. */
export class TimerStage implements Stage {
  private readonly root: HTMLElement;
  private readonly timer: Connection<'timer'>;
  private readonly strip: Strip;
  private readonly announcer: Announcer;
  private readonly actions: Actions;
  private shape: Shape | null = null;
  private screen: Screen | null = null;

  constructor({ root, session, strip }: JoinPage<'timer'>) {
    this.root = root;
    this.timer = session;
    this.strip = strip;
    this.announcer = new Announcer(() => session.serverNow());
    this.actions = new Actions(session);
    this.actions.onView((view) => this.show(view));
    session.onConnection((connection) => this.screen?.connection(connection));
  }

  /** How it ended is what there is to see. */
  end(code: number): boolean {
    this.announcer.end();
    const { view } = this.timer;
    if (code === ENDED && view && isEnded(view)) return true;
    this.screen?.end();
    return false;
  }

  private show(view: TimerView): void {
    const shape = this.shapeFor(view);
    if (shape !== this.shape) this.set(shape);
    this.screen?.show(view);
    this.announcer.hear(view);
    document.title = isolated(view.title ?? 'Timer');
  }

  private shapeFor({ participants }: TimerView): Shape {
    const { role } = this.timer;
    if (role === 'viewer' || role === 'overlay') return 'display';
    return role === 'table' && participants.length === 2 ? 'table' : 'list';
  }

  private set(shape: Shape): void {
    const { actions } = this;
    this.screen?.end();
    this.screen = screenOf(shape, actions);
    this.shape = shape;
    document.documentElement.dataset.screen = shape;
    this.root.replaceChildren(this.screen.element);
    this.screen.connection(this.timer.connection);
    // The table's bar says itself how the connection is.
    this.strip.isQuiet = shape === 'table';
    if (actions.grace_ms > 0 && actions.role === 'table') this.strip.stale = 'Your taps are kept.';
  }
}

function screenOf(shape: Shape, actions: Actions): Screen {
  if (shape === 'table') return new TableScreen(actions);
  return shape === 'list' ? new ListScreen(actions) : new DisplayScreen(actions);
}
