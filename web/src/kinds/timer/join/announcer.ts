import { remaining, type TimerView } from '@downbeat/client';
import { make, write } from '../../../kit/element';
import { spoken } from '../../../kit/words/figures';
import { isolated } from '../../../kit/words/isolated';
import { type Level, levelOf } from '../paint/level';
import { isAlone } from '../paint/next';
import { resultOf } from '../paint/result';
import { t as paint } from '../paint/texts';
import { t } from './texts';

const LOOK_EVERY_MS = 500;

/** Tells assistive technology whose turn it is and who is low on time; never every second. */
export class Announcer {
  private readonly element = document.getElementById('aloud') ?? make('p');
  private view: TimerView | null = null;
  private told = '';
  private level: Level = 'enough';
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly now: () => number,
    private readonly onLevel: (level: Level) => void,
  ) {}

  hear(view: TimerView): void {
    this.view = view;
    const turn = `${view.status} ${view.active}`;
    if (turn !== this.told) {
      this.told = turn;
      this.level = this.levelNow(view);
      write(this.element, inWords(view));
    }
    const isRunning = view.status === 'running';
    if (isRunning && this.timer === undefined) {
      this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    } else if (!isRunning) this.end();
  }

  end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private look(): void {
    if (!this.view) return;
    const level = this.levelNow(this.view);
    if (level === this.level) return;
    this.level = level;
    this.onLevel(level);
    const name = isolated(activeOf(this.view)?.name ?? '');
    if (level === 'over') write(this.element, t.aloud.up(name));
    else if (level !== 'enough')
      write(this.element, t.aloud.level(name, paint.level[level], this.left()));
  }

  private levelNow(view: TimerView): Level {
    const one = activeOf(view);
    return one ? levelOf(view, one, remaining(view, one.id, this.now())) : 'enough';
  }

  private left(): string {
    const left_ms = this.view?.active && remaining(this.view, this.view.active, this.now());
    return spoken(left_ms || 0);
  }
}

function activeOf({ participants, active }: TimerView) {
  return participants.find(({ id }) => id === active);
}

function inWords(view: TimerView): string {
  const name = isolated(activeOf(view)?.name ?? '');
  if (isAlone(view) && view.status === 'running') return t.aloud.running;
  if (isAlone(view) && view.status === 'paused') return t.aloud.paused;
  if (view.status === 'running') return t.aloud.turn(name);
  if (view.status === 'paused') return t.aloud.pausedTurn(name);
  if (view.status === 'pending') return t.aloud.notStarted;
  const result = resultOf(view);
  return result ? `${result.headline}. ${result.detail}` : '';
}
