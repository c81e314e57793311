/** What the server shows of a meter; docs/sockets.md describes it. */
import type { Schemas } from '../../../kit/api/document';

export type Side = Schemas['MeterSide'];
export type Colours = Schemas['MeterColours'];
export type Display = Schemas['MeterDisplay'];
export type Theme = Schemas['MeterTheme'];
export type Choice = Schemas['MeterChoice'];
export type Round = Schemas['MeterRound'];
export type Result = Schemas['MeterOutcome'];
export type Numbers = Schemas['MeterNumbers'];
export type MeterView = Schemas['MeterView'];

/** What differs from model to model. */
export type Reading = Only<MeterView>;

type Only<View> = View extends { model: unknown }
  ? Omit<View, 'tally_seq' | 'labels' | 'theme' | 'display' | 'numbers' | 'round' | 'result'>
  : never;
