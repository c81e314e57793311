import type { TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../../kit/element';
import { isolated } from '../../../../kit/words/isolated';
import { isLive } from '../../paint/reading';
import { resultOf } from '../../paint/result';
import { type Icon, icon } from '../icons';
import { t } from '../texts';

export type Does = { hold(): void; undo(): void; swap(): void };

export type Shown = {
  words: string;
  undo_ms: number;
  isLost: boolean;
  maySteer: boolean;
};

/** Between the halves: pause and resume, undo, and how things are. */
export class Middle {
  readonly element = make('div', 'middle');
  private readonly hold: HTMLButtonElement;
  private readonly undo: HTMLButtonElement;
  private readonly swap: HTMLButtonElement;
  private readonly left = make('span', 'left');
  private readonly words = make('p', 'words');
  private readonly signs = { pause: icon('pause'), play: icon('play') };

  constructor(does: Does) {
    this.hold = button('pause', t.pause, does.hold);
    this.hold.replaceChildren(this.signs.pause);
    this.undo = button('undo', '', does.undo);
    this.undo.className = 'undo';
    this.undo.append(this.left);
    this.swap = button('swap', t.swap, does.swap);
    this.words.setAttribute('role', 'status');
    this.element.append(this.hold, this.swap, this.words, this.undo);
  }

  show(view: TimerView, { words, undo_ms, isLost, maySteer }: Shown): void {
    const isPaused = view.status === 'paused';
    const sign = isPaused ? this.signs.play : this.signs.pause;
    if (this.hold.firstChild !== sign) {
      this.hold.replaceChildren(sign);
      this.hold.ariaLabel = isPaused ? t.resume : t.pause;
    }
    this.hold.hidden = !maySteer || !isLive(view);
    this.swap.hidden = view.status !== 'pending';
    this.undo.hidden = !maySteer || undo_ms === 0;
    // What is not a tap waits for the connection, so it is not offered without one.
    this.hold.disabled = isLost;
    this.undo.disabled = isLost;
    const left = String(Math.ceil(undo_ms / 1_000));
    write(this.left, left);
    const label = t.undoLeft(left);
    if (this.undo.ariaLabel !== label) this.undo.ariaLabel = label;
    write(this.words, words || saidOf(view));
    mark(this.element, 'lost', isLost);
    mark(this.element, 'paused', isPaused);
  }
}

function button(sign: Icon, label: string, does: () => void): HTMLButtonElement {
  const button = make('button');
  button.type = 'button';
  button.ariaLabel = label;
  button.append(icon(sign));
  button.addEventListener('click', does);
  return button;
}

function saidOf(view: TimerView): string {
  const result = resultOf(view);
  if (result) return [result.headline, result.detail].filter(Boolean).join(' · ');
  if (view.status === 'pending') return isolated(view.title ?? t.ready);
  return view.status === 'paused' ? t.paused : isolated(view.title ?? '');
}
