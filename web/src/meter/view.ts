export type Side = 'for' | 'against';
export type Colours = { for: string; against: string; text: string; background: string };
export type Display = 'combined' | 'split';

export type Reading =
  | { model: 'decay'; value: number; at_ms: number; decay_per_s: number }
  | { model: 'window'; for: number; against: number; at_ms: number; window_s: number };

/** What the server shows of a meter; docs/sockets.md describes it. */
export type MeterView = Reading & {
  tally_seq: number;
  labels: { for: string; against: string };
  theme: 'dark' | 'light' | Colours;
  display: Display;
};

const BLUE = '#3b82f6';
const ORANGE = '#f97316';

export function coloursOf(theme: MeterView['theme']): Colours {
  switch (theme) {
    case 'dark':
      return { for: BLUE, against: ORANGE, text: '#e8ecf1', background: '#0d1015' };
    case 'light':
      return { for: BLUE, against: ORANGE, text: '#171b21', background: '#f7f7f4' };
    default:
      return theme;
  }
}
