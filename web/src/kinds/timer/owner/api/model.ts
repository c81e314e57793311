/** What the API answers to the timers' pages. */
import type { Schemas } from '../../../../kit/api/document';
import type { SessionOf } from '../../../../kit/api/session';

export type Timer = SessionOf<'timer'>;
export type Config = Timer['config'];
export type View = Schemas['TimerView'];
export type Seen = Schemas['TimerSeen'];
export type Mode = Schemas['TimerMode'];
export type Status = Schemas['TimerStatus'];
export type Increment = Schemas['TimerIncrement'];
export type Stage = Schemas['TimerStage'];
export type Participant = Schemas['TimerParticipant'];
export type OnEnd = Schemas['TimerOnEnd'];
export type WinnerBy = Schemas['TimerWinnerBy'];
export type ConfigGiven = Schemas['TimerConfigGiven'];
export type Template = Schemas['Template'];
export type Link = Schemas['LinkSummary'];
export type LinkRole = Schemas['LinkRole'];
export type Lobby = Schemas['TimerLobby'];
export type Webhook = Schemas['Webhook'];
export type Happened = Schemas['HistoryEvent'];
