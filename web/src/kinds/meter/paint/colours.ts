import type { Colours, Theme } from './view';

const BLUE = '#3b82f6';
const ORANGE = '#f97316';

export function coloursOf(theme: Theme): Colours {
  switch (theme) {
    case 'dark':
      return { for: BLUE, against: ORANGE, text: '#e8ecf1', background: '#0d1015' };
    case 'light':
      return { for: BLUE, against: ORANGE, text: '#171b21', background: '#f7f7f4' };
    default:
      return theme;
  }
}

/** Whether a `#rrggbb` is nearer to black than to white, as the eye weighs it. */
export function isDark(colour: string): boolean {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return channel(1) * 0.299 + channel(3) * 0.587 + channel(5) * 0.114 < 128;
}
