import { bare, firstChars } from '../../../kit/words/letters';
import type { MeterView } from '../paint/view';

const LABEL_MAX = 50;

export type Options = Partial<Pick<MeterView, 'theme' | 'display' | 'numbers'>> & {
  labels: Partial<MeterView['labels']>;
};

/** What the page's address overrides. What cannot be read is as if it were not there. */
export function optionsOf(asked: URLSearchParams): Options {
  const options: Options = { labels: {} };
  const theme = asked.get('theme');
  if (theme === 'dark' || theme === 'light') options.theme = theme;
  const display = asked.get('display');
  if (display === 'combined' || display === 'split') options.display = display;
  for (const side of ['for', 'against'] as const) {
    const label = firstChars(bare(asked.get(side) ?? ''), LABEL_MAX);
    if (label) options.labels[side] = label;
  }
  return options;
}

export function overridden(view: MeterView, options: Options): MeterView {
  return { ...view, ...options, labels: { ...view.labels, ...options.labels } };
}
