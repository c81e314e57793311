import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../kit/element';
import { isolated } from '../../../kit/words/isolated';
import { isEnded, lineOf } from '../paint/reading';
import { isWinner } from '../paint/result';
import { applySide } from '../paint/side';
import { t } from './texts';

/** One participant among many, on a line. */
export class Row {
  readonly element = make('li', 'row');
  private readonly name = make('span', 'name');
  private readonly more = make('span', 'more');
  private readonly time = make('span', 'time');

  constructor() {
    this.name.dir = 'auto';
    this.element.append(this.name, this.more, this.time);
  }

  show(view: TimerView, one: TimerParticipant, place: number, serverMs: number): void {
    write(this.name, one.name);
    write(this.more, wordsOf(view, one));
    write(this.time, lineOf(view, one, serverMs));
    applySide(this.element, one.color, place);
    mark(this.element, 'on', view.active === one.id && !isEnded(view));
    mark(this.element, 'over', one.expired);
    mark(this.element, 'won', isEnded(view) && isWinner(view, one.id, one.group));
    if (view.active === one.id) this.element.ariaCurrent = 'true';
    else this.element.removeAttribute('aria-current');
  }
}

function wordsOf(view: TimerView, { group, expired, moves, id }: TimerParticipant): string {
  if (isEnded(view) && isWinner(view, id, group)) return t.winner;
  if (expired) return t.timeUp;
  return [isolated(group ?? ''), moves > 0 ? t.turns(moves) : ''].filter(Boolean).join(' · ');
}
