/**
 * Resolver 1 in the browser: a page that shows a stored mission computes its story
 * anew from the seed, so that whoever looks need not believe the server. It is a
 * second program for the rules of `session/src/kinds/mission/resolver/`, held to the
 * same vectors; there, too, stands why each of them is as it is.
 */
export type { Departure, Sheet } from './departure';
export { digest, packHash, seal } from './hash';
export type { Outcome, Pack, Stats } from './pack';
export type { Results, Return, Status } from './results';
export type { State } from './state';
export { resolve, type Story, type TurnBack, type Wishes } from './story';
export { storedText, withNames } from './telling';
export type { Line, Tick } from './tick';

/** What a stored mission calls these rules. */
export const RESOLVER = 1;
