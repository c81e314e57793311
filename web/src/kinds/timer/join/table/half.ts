import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark } from '../../../../kit/element';
import { isolated } from '../../../../kit/words/isolated';
import { isEnded } from '../../paint/reading';
import { resultOf } from '../../paint/result';
import { Panel } from '../panel';
import { t } from '../texts';

/** One player's side of the table. All of it is the button. */
export class Half {
  readonly panel = new Panel();
  private readonly button = make('button', 'tap');
  id = '';

  constructor(place: number, tapped: (id: string) => void) {
    const { element } = this.panel;
    mark(element, 'place', String(place));
    this.button.type = 'button';
    element.append(this.button);
    // The finger's coming down is the tap: a click comes a tenth of a second later.
    this.button.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      tapped(this.id);
    });
    // What assistive technology presses has no pointer.
    this.button.addEventListener('click', (event) => {
      if (event.detail === 0) tapped(this.id);
    });
    this.button.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  show(view: TimerView, one: TimerParticipant, place: number): void {
    this.id = one.id;
    this.panel.show(view, one, place);
  }

  /** `may`: whether a tap here does something now. */
  tick(view: TimerView, one: TimerParticipant, serverMs: number, may: boolean): void {
    this.panel.tick(view, one, serverMs, wordsOf(view, one, may));
    mark(this.panel.element, 'ready', may);
    const label = labelOf(view, one, may);
    if (this.button.ariaLabel !== label) this.button.ariaLabel = label;
  }
}

function labelOf({ status }: TimerView, one: TimerParticipant, may: boolean): string {
  const name = isolated(one.name);
  if (!may) return t.table.nothing(name);
  return status === 'pending' ? t.table.startOther(name) : t.table.endTurn(name);
}

function wordsOf(view: TimerView, { id }: TimerParticipant, may: boolean): string {
  if (view.status === 'pending') {
    if (may) return t.table.tapToStart;
    return view.participants[0]?.id === id ? t.table.youBegin : '';
  }
  if (view.status === 'paused') return view.active === id ? t.paused : '';
  if (!isEnded(view)) return '';
  const result = resultOf(view);
  if (!view.winner || !result) return result?.headline ?? '';
  return view.winner === id && view.status !== 'cancelled' ? t.table.youWin : '';
}
