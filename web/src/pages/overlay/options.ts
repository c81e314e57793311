import type { MeterView } from '../../kinds/meter/paint/view';

export type Options = {
  theme?: 'dark' | 'light';
  display?: 'combined' | 'split';
  for?: string;
  against?: string;
  scale: number;
};

/** What the page's address overrides. What cannot be read is as if it were not there. */
export function optionsOf(search: string): Options {
  const asked = new URLSearchParams(search);
  const scale = Number(asked.get('scale') ?? 1);
  const options: Options = { scale: scale >= 0.25 && scale <= 4 ? scale : 1 };
  const theme = asked.get('theme');
  if (theme === 'dark' || theme === 'light') options.theme = theme;
  const display = asked.get('display');
  if (display === 'combined' || display === 'split') options.display = display;
  for (const side of ['for', 'against'] as const) {
    const label = asked.get(side)?.trim().slice(0, 50);
    if (label) options[side] = label;
  }
  return options;
}

export function overridden(view: MeterView, options: Options): MeterView {
  const { theme = view.theme, display = view.display } = options;
  const labels = {
    for: options.for ?? view.labels.for,
    against: options.against ?? view.labels.against,
  };
  return { ...view, theme, display, labels };
}
