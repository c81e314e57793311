import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../kit/element';
import { figures } from '../../../kit/words/figures';
import { isolated } from '../../../kit/words/isolated';
import { isEnded, readingOf } from '../paint/reading';
import { isWinner } from '../paint/result';
import { applySide } from '../paint/side';

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
    write(this.time, timeOf(view, one, serverMs));
    applySide(this.element, one.color, place);
    mark(this.element, 'on', view.active === one.id && !isEnded(view));
    mark(this.element, 'over', one.expired);
    mark(this.element, 'won', isEnded(view) && isWinner(view, one.id, one.group));
    if (view.active === one.id) this.element.ariaCurrent = 'true';
    else this.element.removeAttribute('aria-current');
  }
}

/** Where a clock is shared, a line has what its participant used of it. */
function timeOf(view: TimerView, one: TimerParticipant, serverMs: number): string {
  const isShared = view.mode === 'global' || view.mode === 'per_group';
  if (!isShared && view.active === one.id) return readingOf(view, one, serverMs).main;
  const isUsed = isShared || view.mode === 'count_up' || one.remaining_ms === null;
  return figures(isUsed ? one.used_ms : (one.remaining_ms ?? 0), false).main;
}

function wordsOf(view: TimerView, { group, expired, moves, id }: TimerParticipant): string {
  if (isEnded(view) && isWinner(view, id, group)) return 'Winner';
  if (expired) return 'Time is up';
  const made = moves === 1 ? '1 turn' : `${moves} turns`;
  return [isolated(group ?? ''), moves > 0 ? made : ''].filter(Boolean).join(' · ');
}
