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
import { Sound } from './sound';
import { TableScreen } from './table/table-screen';
import { t } from './texts';

const KEPT_EVERY_MS = 1_000;

type Shape = 'table' | 'list' | 'display';

/** A timer by its link, on the screen that fits the link's role. */
export class TimerStage implements Stage {
  private readonly root: HTMLElement;
  private readonly timer: Connection<'timer'>;
  private readonly strip: Strip;
  private readonly keeps: (title: string) => void;
  private readonly sound = new Sound();
  private readonly announcer: Announcer;
  private readonly actions: Actions;
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private shape: Shape | null = null;
  private screen: Screen | null = null;

  constructor({ root, session, strip, keeps }: JoinPage<'timer'>) {
    this.root = root;
    this.timer = session;
    this.strip = strip;
    this.keeps = keeps;
    this.announcer = new Announcer(
      () => session.serverNow(),
      (level) => this.sound.level(level),
    );
    this.actions = new Actions(session);
    this.actions.onView((view) => this.show(view));
    session.onConnection((connection) => this.screen?.connection(connection));
    // Until the page is left, what is shown is as good as new.
    addEventListener('pagehide', () => this.keep());
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
    this.timer.askOften(view.status === 'running');
    this.announcer.hear(view);
    this.sound.hear(view);
    document.title = isolated(view.title ?? t.title);
    // The first is kept at once; of those that follow, one a second.
    if (this.keeping) return;
    this.keep();
    this.keeping = setTimeout(() => {
      this.keeping = undefined;
      this.keep();
    }, KEPT_EVERY_MS);
  }

  /** What is only remembered keeps its age. */
  private keep(): void {
    const { view, connection } = this.timer;
    if (view && connection.is === 'live') this.keeps(view.title ?? t.title);
  }

  private shapeFor({ participants }: TimerView): Shape {
    const { role } = this.timer;
    if (role === 'viewer' || role === 'overlay') return 'display';
    return role === 'table' && participants.length === 2 ? 'table' : 'list';
  }

  private set(shape: Shape): void {
    const { actions, sound } = this;
    this.screen?.end();
    this.screen = screenOf(shape, actions, sound);
    this.shape = shape;
    document.documentElement.dataset.screen = shape;
    this.root.replaceChildren(this.screen.element);
    this.screen.connection(this.timer.connection);
    // The table's bar says itself how the connection is.
    this.strip.isQuiet = shape === 'table';
    if (actions.grace_ms > 0 && actions.role === 'table') this.strip.stale = t.offline.keeps;
  }
}

function screenOf(shape: Shape, actions: Actions, sound: Sound): Screen {
  if (shape === 'table') return new TableScreen(actions, sound);
  return shape === 'list' ? new ListScreen(actions, sound) : new DisplayScreen(actions, sound);
}
