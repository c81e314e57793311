import type { CampView } from '@downbeat/client';
import { make, write } from '../../../kit/element';
import { drawn, SIGNS } from '../paint/signs';
import { t as paint } from '../paint/texts';
import { t } from './texts';

/** How the camp is, and its newest lines. */
export class Told {
  readonly element = make('section', 'told');
  private readonly state = make('p', 'state');
  private readonly list = make('ol');
  private readonly none = make('p', 'none', t.nothing);
  private seen = '';

  constructor() {
    this.element.append(this.state, this.list, this.none);
  }

  show({ open, out, ticker }: CampView): void {
    write(this.state, open ? t.open(paint.out(out)) : t.closed);
    this.none.hidden = ticker.length > 0;
    const seen = JSON.stringify(ticker);
    if (seen === this.seen) return;
    this.seen = seen;
    this.list.replaceChildren(
      ...ticker.map(({ outcome, text }) => {
        const row = make('li');
        row.dataset.outcome = outcome;
        const words = make('span', '', text);
        words.dir = 'auto';
        row.append(drawn(SIGNS[outcome]), make('b', '', paint.outcome[outcome]), words);
        return row;
      }),
    );
  }
}
