import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark } from '../../../kit/element';
import { fromActive, upcoming } from '../paint/next';
import { isEnded } from '../paint/reading';
import { isWinner } from '../paint/result';
import { Ticker } from '../paint/ticker';
import { Plate } from './plate';

/** So many stand beside each other; more stand in rows of two. */
const BESIDE = 2;

export class Plates {
  private readonly element = make('div', 'plates');
  private readonly plates: readonly Plate[];
  private readonly ticker = new Ticker(() => this.draw());
  private view: TimerView | null = null;
  private isStanding = false;

  constructor(
    root: HTMLElement,
    private readonly serverMs: () => number,
    private readonly count: number,
  ) {
    this.plates = Array.from({ length: count }, () => new Plate());
    this.element.append(...this.plates.map(({ element }) => element));
    root.append(this.element);
  }

  show(view: TimerView): void {
    this.view = view;
    const shown = shownOf(view, this.count);
    mark(this.element, 'rows', shown.length > BESIDE);
    this.plates.forEach((plate, at) => {
      const one = shown[at];
      plate.element.hidden = !one;
      if (one) plate.show(view, one, view.participants.indexOf(one));
    });
    this.ticker.wake();
  }

  /** Nobody tells any more how it goes on: the clocks stay as they are. */
  stand(): void {
    this.isStanding = true;
    this.ticker.stop();
  }

  private draw(): boolean {
    const { view } = this;
    if (!view || this.isStanding) return false;
    const serverMs = this.serverMs();
    shownOf(view, this.count).forEach((one, at) => {
      this.plates[at]?.tick(view, one, serverMs);
    });
    return view.status === 'running';
  }
}

/** A few at their places; of many the active one and who follows, at the end whoever won. */
export function shownOf(view: TimerView, count: number): TimerParticipant[] {
  const { participants } = view;
  if (participants.length <= count) return participants;
  const won = participants.filter(({ id, group }) => isWinner(view, id, group));
  if (isEnded(view) && won.length > 0) return won.slice(0, count);
  const active = fromActive(view).slice(0, 1);
  return isEnded(view) ? active : [...active, ...upcoming(view)].slice(0, count);
}
