import type { TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../../kit/element';
import { turnsUntil } from '../../paint/next';
import { isLive, lineOf } from '../../paint/reading';
import { applySide } from '../../paint/side';
import { t } from '../texts';

/** Whoever holds the link, among many: their name and time, and when their turn comes. */
export class Self {
  readonly element = make('section', 'self');
  private readonly name = make('b');
  private readonly word = make('span', 'word');
  private readonly time = make('span', 'time');

  /** `id`: whose seat the link is for; null for a link without one. */
  constructor(private readonly id: string | null) {
    this.name.dir = 'auto';
    this.element.append(make('span', 'you', t.you), this.name, this.word, this.time);
    this.element.hidden = true;
  }

  show(view: TimerView, serverMs: number): void {
    const place = view.participants.findIndex(({ id }) => id === this.id);
    const one = view.participants[place];
    this.element.hidden = !one || view.participants.length < 2;
    if (!one) return;
    write(this.name, one.name);
    write(this.time, lineOf(view, one, serverMs));
    write(this.word, wordsFor(view, one.id, one.expired));
    applySide(this.element, one.color, place);
    mark(this.element, 'on', isLive(view) && view.active === one.id);
  }
}

function wordsFor(view: TimerView, id: string, expired: boolean): string {
  if (view.status === 'pending') return t.waitingForHost;
  if (!isLive(view)) return '';
  if (expired && view.active !== id) return t.yourTimeIsUp;
  const turns = turnsUntil(view, id);
  if (turns === null) return '';
  if (turns === 0) return t.yourTurn;
  return turns === 1 ? t.youAreNext : t.turnsUntil(turns);
}
