import type { MeterView } from '../paint/view';

export type Options = Partial<Pick<MeterView, 'theme' | 'display'>> & {
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
    const label = asked.get(side)?.trim().slice(0, 50);
    if (label) options.labels[side] = label;
  }
  return options;
}

export function overridden(view: MeterView, options: Options): MeterView {
  return { ...view, ...options, labels: { ...view.labels, ...options.labels } };
}
