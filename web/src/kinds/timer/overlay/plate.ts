import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make, mark, write } from '../../../kit/element';
import { Face } from '../paint/face';
import { nextUp } from '../paint/next';
import { isEnded, readingOf } from '../paint/reading';
import { isWinner } from '../paint/result';
import { applySide } from '../paint/side';
import { t } from '../paint/texts';

/** One participant's name and clock, opaque, with a soft edge. */
export class Plate {
  readonly element = make('section', 'plate');
  private readonly name = make('span', 'name');
  private readonly word = make('span', 'word');
  private readonly face = new Face('');

  constructor() {
    this.name.dir = 'auto';
    const who = make('p');
    who.append(this.name, this.word);
    this.element.append(who, this.face.element);
  }

  show(view: TimerView, one: TimerParticipant, place: number): void {
    write(this.name, one.name);
    this.face.name(one.name);
    applySide(this.element, one.color, place);
    mark(this.element, 'won', isEnded(view) && isWinner(view, one.id, one.group));
  }

  tick(view: TimerView, one: TimerParticipant, serverMs: number): void {
    const reading = readingOf(view, one, serverMs);
    this.face.show(reading);
    mark(this.element, 'on', reading.isOn && view.status === 'running');
    mark(this.element, 'level', reading.level);
    write(this.word, wordOf(view, one) ?? t.level[reading.level]);
  }
}

function wordOf(view: TimerView, { id, group }: TimerParticipant): string | null {
  if (isEnded(view) && isWinner(view, id, group)) return t.winner;
  if (view.status === 'paused' && view.active === id) return t.paused;
  if (view.participants.length <= 2 || view.status !== 'running') return null;
  return nextUp(view)?.id === id ? t.next : null;
}
