export type Side = 'for' | 'against';
export type Colours = { for: string; against: string; text: string; background: string };
export type Display = 'combined' | 'split';
export type Theme = 'dark' | 'light' | Colours;

export type Reading =
  | { model: 'decay'; value: number; at_ms: number; decay_per_s: number }
  | { model: 'window'; for: number; against: number; at_ms: number; window_s: number };

/** What the server shows of a meter; docs/sockets.md describes it. */
export type MeterView = Reading & {
  tally_seq: number;
  labels: Record<Side, string>;
  theme: Theme;
  display: Display;
  round: Round | null;
};

/** A question that is being asked: for or against, or one of some choices. */
export type Round = Asked & (OfSides | OfChoices);
export type Asked = { id: string; question: string; started_ms: number; ends_ms?: number };
export type OfSides = { choices?: undefined; counts: Record<Side, number> };
/** Counts are in the order of the choices. */
export type OfChoices = { choices: Choice[]; counts: number[] };
export type Choice = { trigger: string; label: string };
