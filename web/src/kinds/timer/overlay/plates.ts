import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make } from '../../../kit/element';
import { fromActive, nextUp } from '../paint/next';
import { isEnded } from '../paint/reading';
import { isWinner } from '../paint/result';
import { Ticker } from '../paint/ticker';
import { Plate } from './plate';

/** So many stand beside each other, each at their place. */
const BESIDE = 2;

export class Plates {
  private readonly element = make('div', 'plates');
  private readonly plates = [new Plate(), new Plate()] as const;
  private readonly ticker = new Ticker(() => this.draw());
  private view: TimerView | null = null;
  private isStanding = false;

  constructor(
    root: HTMLElement,
    private readonly serverMs: () => number,
  ) {
    this.element.append(...this.plates.map(({ element }) => element));
    root.append(this.element);
  }

  show(view: TimerView): void {
    this.view = view;
    const shown = shownOf(view);
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
    shownOf(view).forEach((one, at) => {
      this.plates[at]?.tick(view, one, serverMs);
    });
    return view.status === 'running';
  }
}

/** Two at their places; of many the active one and the next, at the end whoever won. */
export function shownOf(view: TimerView): TimerParticipant[] {
  const { participants } = view;
  if (participants.length <= BESIDE) return participants;
  const won = participants.filter(({ id, group }) => isWinner(view, id, group));
  if (isEnded(view) && won.length > 0) return won.slice(0, BESIDE);
  const next = nextUp(view);
  return [...fromActive(view).slice(0, 1), ...(next && !isEnded(view) ? [next] : [])];
}
