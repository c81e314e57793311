/** What the API answers to a streamer's pages. */
import type { Schemas } from '../../../../kit/api/document';
import type { SessionOf } from '../../../../kit/api/session';

export type { Me } from '../../../../people/me';

export type { Choice, Colours, Display, MeterView as View, Side, Theme } from '../../paint/view';

/** In the order of for and against by name, or of a round's choices. */
export type Counts = Schemas['MeterCounts'];
export type LiveRound = Schemas['MeterRound'];
/** What the server leaves out where it is as usual is always there. */
export type MeterConfig = Required<Schemas['MeterConfig']>;
export type Session = SessionOf<'meter'> & { config: MeterConfig };
export type Round = Schemas['Round'];
export type RoundDetail = Schemas['RoundDetail'];
export type Activity = Schemas['Activity'];
export type SubscriptionHealth = Schemas['SubscriptionHealth'];
export type ChatLine = Schemas['ChatLine'];
export type ChatOutcome = Schemas['ChatOutcome'];
