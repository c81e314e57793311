import type { TimerView } from '@downbeat/client';
import { make, mark } from '../../../../kit/element';
import { Row } from '../row';

/** Everyone in the order of turns. With time only the active one's line changes. */
export class Rows {
  readonly element = make('ol', 'rows');
  private rows = new Map<string, Row>();
  private active: string | null = null;

  /** `self`: whose seat the link is for. */
  constructor(private readonly self: string | null) {}

  show(view: TimerView, serverMs: number): void {
    const kept = new Map<string, Row>();
    view.participants.forEach((one, place) => {
      const row = this.rows.get(one.id) ?? new Row();
      row.show(view, one, place, serverMs);
      mark(row.element, 'self', one.id === this.self);
      kept.set(one.id, row);
      const there = this.element.children[place];
      if (there !== row.element) this.element.insertBefore(row.element, there ?? null);
    });
    for (const [id, row] of this.rows) if (!kept.has(id)) row.element.remove();
    this.rows = kept;
    mark(this.element, 'long', kept.size > 1);
    this.follow(view.active);
  }

  tick(view: TimerView, serverMs: number): void {
    const place = view.participants.findIndex(({ id }) => id === view.active);
    const one = view.participants[place];
    if (one) this.rows.get(one.id)?.show(view, one, place, serverMs);
  }

  /** Keeps whoever has the turn in sight, where the list is longer than the screen. */
  private follow(active: string | null): void {
    if (active === this.active) return;
    this.active = active;
    const row = active ? this.rows.get(active)?.element : null;
    if (!row || this.element.scrollHeight <= this.element.clientHeight) return;
    this.element.scrollTop = row.offsetTop - this.element.offsetTop - row.offsetHeight;
  }
}
