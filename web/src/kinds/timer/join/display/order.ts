import type { TimerParticipant, TimerView } from '@downbeat/client';
import { make, write } from '../../../../kit/element';
import { grouped } from '../../../../kit/words/count';
import { isEnded } from '../../paint/reading';
import { Row } from '../row';
import { t } from '../texts';

/** Who comes after the active one: as many as fit, and how many more there are. */
export class Order {
  readonly element = make('section', 'order');
  private readonly title = make('h2');
  private readonly list = make('ol');
  private readonly more = make('p', 'more');
  private readonly rows: Row[] = [];
  private room = 0;

  constructor(measured: () => void) {
    this.element.append(this.title, this.list, this.more);
    new ResizeObserver(() => {
      this.measure();
      measured();
    }).observe(this.element);
  }

  show(view: TimerView, others: TimerParticipant[], serverMs: number): void {
    const count = others.length <= this.room ? others.length : Math.max(1, this.room);
    while (this.rows.length > count) this.rows.pop()?.element.remove();
    while (this.rows.length < count) this.add();
    this.rows.forEach((row, at) => {
      const one = others[at];
      if (one) row.show(view, one, view.participants.indexOf(one), serverMs);
    });
    write(this.title, isEnded(view) ? t.others : t.next);
    const hidden = others.length - count;
    write(this.more, hidden > 0 ? t.more(grouped(hidden)) : '');
  }

  private add(): void {
    const row = new Row();
    this.rows.push(row);
    this.list.append(row.element);
  }

  private measure(): void {
    const size = getComputedStyle(this.list);
    const row =
      Number.parseFloat(size.getPropertyValue('--row')) * Number.parseFloat(size.fontSize);
    const columns = size.gridTemplateColumns.split(' ').length;
    this.room = Math.floor(this.list.clientHeight / row) * Math.max(1, columns);
  }
}
