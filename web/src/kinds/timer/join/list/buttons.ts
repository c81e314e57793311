import type { ConnectionState, TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../../kit/element';
import { isolated } from '../../../../kit/words/isolated';
import { isAlone, isLastTurn, nextUp } from '../../paint/next';
import { isLive } from '../../paint/reading';
import type { Actions } from '../actions';
import { icon } from '../icons';
import { onKeys } from '../keys';
import { t } from '../texts';

const BUZZ_MS = 12;
const SAID_MS = 5_000;

/** What the link may do now. Whoever may only look has none. */
export class Buttons {
  readonly element = make('div', 'actions');
  private readonly pass = make('button', 'pass primary tap');
  private readonly hold = make('button', 'hold');
  private readonly undo = make('button', 'undo', t.undo);
  private readonly said = make('p', 'said');
  private readonly signs = { pause: icon('pause'), play: icon('play') };
  private readonly label = make('span');
  private readonly stops: (() => void)[];
  private view: TimerView | null = null;
  private isLost = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly actions: Actions) {
    this.said.setAttribute('role', 'status');
    this.hold.append(this.signs.pause, this.label);
    this.undo.prepend(icon('undo'));
    const more = make('div', 'more');
    more.append(this.hold, this.undo);
    this.element.append(this.pass, more, this.said);
    this.pass.addEventListener('click', () => this.press());
    this.hold.addEventListener('click', () => this.toggle());
    this.undo.addEventListener('click', () => void actions.steer('undo'));
    this.stops = [
      onKeys({ Space: () => this.press(), Enter: () => this.press(), p: () => this.toggle() }),
      actions.onRefused((words) => this.say(words)),
    ];
  }

  connection({ is }: ConnectionState): void {
    this.isLost = is === 'lost';
  }

  show(view: TimerView, undo_ms: number): void {
    this.view = view;
    const maySteer = this.actions.maySteer();
    const isPending = view.status === 'pending';
    const keepsTaps = this.actions.role === 'table';
    const mayPass = !isAlone(view) && this.actions.mayPass(view);
    this.pass.hidden = !(isPending ? maySteer : mayPass);
    this.pass.disabled = this.isLost && !(keepsTaps && !isPending);
    write(this.pass, this.passWords(view));
    this.hold.hidden = !maySteer || !isLive(view);
    this.hold.disabled = this.isLost;
    mark(this.hold, 'main', isAlone(view));
    this.sign(view.status === 'paused');
    this.undo.hidden = !maySteer || undo_ms === 0;
    this.undo.disabled = this.isLost;
    mark(this.element, 'empty', this.pass.hidden && this.hold.hidden);
  }

  end(): void {
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
  }

  private passWords(view: TimerView): string {
    if (view.status === 'pending') return t.start;
    if (this.actions.role === 'participant') return t.done;
    if (isLastTurn(view)) return t.lastTurn;
    const next = nextUp(view);
    return next ? t.nextIs(isolated(next.name)) : t.nextTurn;
  }

  private sign(isPaused: boolean): void {
    const sign = isPaused ? this.signs.play : this.signs.pause;
    if (this.hold.firstChild !== sign) this.hold.firstChild?.replaceWith(sign);
    write(this.label, isPaused ? t.resume : t.pause);
  }

  private press(): void {
    const { view, actions } = this;
    if (view && isAlone(view) && isLive(view)) {
      this.toggle();
      return;
    }
    if (!view || this.pass.hidden || this.pass.disabled) return;
    navigator.vibrate?.(BUZZ_MS);
    if (view.status === 'pending') void actions.steer('start');
    else void actions.pass();
  }

  private toggle(): void {
    if (this.hold.hidden || this.hold.disabled) return;
    void this.actions.steer(this.view?.status === 'paused' ? 'resume' : 'pause');
  }

  private say(words: string): void {
    write(this.said, words);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => write(this.said, ''), SAID_MS);
  }
}
