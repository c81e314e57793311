import { type Connection, connect, type LineState, type TimerView } from '@downbeat/client';
import type { Link } from '../../../pages/join/link';
import { ENDED } from '../../../pages/join/over';
import { Strip } from '../../../pages/join/strip';
import { isEnded } from '../paint/reading';
import { Announcer } from './announcer';
import { Deeds } from './deeds';
import { DisplayScreen } from './display/display-screen';
import { ListScreen } from './list/list-screen';
import type { Screen } from './screen';
import { TableScreen } from './table/table-screen';

type Shape = 'table' | 'list' | 'display';

/** A timer by its link, on the screen that fits the link's role. */
export class TimerStage {
  private readonly timer: Connection<'timer'>;
  private readonly strip = new Strip();
  private readonly announcer: Announcer;
  private deeds: Deeds | null = null;
  private shape: Shape | null = null;
  private screen: Screen | null = null;

  constructor(
    private readonly stage: HTMLElement,
    { session, token }: Link,
    private readonly over: (code: number) => void,
  ) {
    this.timer = connect({ base: location.href, session, link: token, kind: 'timer' });
    this.announcer = new Announcer(() => this.timer.serverNow());
    this.timer.onView(() => this.opened());
    this.timer.onLine((line) => this.turned(line));
  }

  /** From the first view on the role is known, and with it who shows the views. */
  private opened(): void {
    if (this.deeds) return;
    this.deeds = new Deeds(this.timer);
    this.deeds.onView((view) => this.show(view));
  }

  private show(view: TimerView): void {
    const shape = this.shapeFor(view);
    if (this.deeds && shape !== this.shape) this.set(shape, this.deeds);
    this.screen?.show(view);
    this.announcer.hear(view);
    document.title = view.title ?? 'Timer';
  }

  private shapeFor({ participants }: TimerView): Shape {
    const { role } = this.timer;
    if (role === 'viewer' || role === 'overlay') return 'display';
    return role === 'table' && participants.length === 2 ? 'table' : 'list';
  }

  private set(shape: Shape, deeds: Deeds): void {
    this.screen?.end();
    this.screen = screenOf(shape, deeds);
    this.shape = shape;
    document.documentElement.dataset.screen = shape;
    this.stage.replaceChildren(this.screen.element);
    this.screen.line(this.timer.line);
    // The table's bar says itself how the line is.
    this.strip.isQuiet = shape === 'table';
    if (deeds.grace_ms > 0 && deeds.role === 'table') this.strip.stale = 'Your taps are kept.';
  }

  private turned(line: LineState): void {
    this.strip.line(line);
    this.screen?.line(line);
    if (line.is !== 'over') return;
    this.announcer.end();
    // How it ended is what there is to see.
    const { view } = this.timer;
    if (line.code === ENDED && view && isEnded(view)) return;
    this.screen?.end();
    this.over(line.code);
  }
}

function screenOf(shape: Shape, deeds: Deeds): Screen {
  if (shape === 'table') return new TableScreen(deeds);
  return shape === 'list' ? new ListScreen(deeds) : new DisplayScreen(deeds);
}
