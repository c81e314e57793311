import type { CampLine, CampView } from '@downbeat/client';
import { make, mark, write } from '../../../kit/element';
import { freshOf, keyOf, untilNext } from '../paint/lines';
import { drawn, LANTERN, SIGNS } from '../paint/signs';
import { t } from '../paint/texts';
import type { Place } from './place';

/** The lines that are shown, and the timer that takes the next one away. */
export class Ticker {
  private readonly element = make('section', 'ticker');
  private readonly count = make('span');
  private readonly list = make('ol');
  private rows = new Map<string, HTMLElement>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown: { view: CampView; place: Place } | null = null;

  constructor(
    root: HTMLElement,
    private readonly serverMs: () => number,
  ) {
    const out = make('p', 'out');
    out.append(drawn(LANTERN), this.count);
    this.element.append(out, this.list);
    this.element.hidden = true;
    root.append(this.element);
  }

  show(view: CampView, place: Place): void {
    this.shown = { view, place };
    this.draw();
  }

  private draw(): void {
    clearTimeout(this.timer);
    if (!this.shown) return;
    const { view, place } = this.shown;
    const now = this.serverMs();
    const lines = view.open ? freshOf(view.ticker, now, place.lines) : [];
    write(this.count, t.out(view.out));
    mark(this.element, 'corner', place.corner);
    this.element.hidden = !view.open || (view.out === 0 && lines.length === 0);
    // The newest is the nearest to the corner's edge.
    this.place(place.corner.startsWith('bottom') ? lines.toReversed() : lines);
    const wait = untilNext(lines, now);
    if (wait !== null) this.timer = setTimeout(() => this.draw(), wait + 1);
  }

  /** A row that stays is not touched, so that it comes in once. */
  private place(lines: readonly CampLine[]): void {
    const rows = new Map(
      lines.map((line) => [keyOf(line), this.rows.get(keyOf(line)) ?? rowOf(line)]),
    );
    for (const [key, row] of this.rows) if (!rows.has(key)) row.remove();
    let before: Element | null = this.list.firstElementChild;
    for (const row of rows.values()) {
      if (row === before) before = row.nextElementSibling;
      else this.list.insertBefore(row, before);
    }
    this.rows = rows;
  }
}

function rowOf({ outcome, text }: CampLine): HTMLElement {
  const row = make('li');
  row.dataset.outcome = outcome;
  const word = make('b', '', t.outcome[outcome]);
  const told = make('span', '', text);
  told.dir = 'auto';
  row.append(drawn(SIGNS[outcome]), word, told);
  return row;
}
