import type { Meter } from './meter/meter.ts';
import type { Timer } from './timer/timer.ts';

export { remaining, used } from './timer/remaining.ts';
export { type Table, type TableOptions, type TapAnswer, table } from './timer/table.ts';
export type { TapCode } from './timer/tap.ts';
export type { TimerParticipant, TimerView } from './timer/timer.ts';

/**
 * What a session can be, and what the compiler knows of each: its view, the
 * arguments of its commands by their names, and why it may reject one.
 */
export interface Kinds {
  meter: Meter;
  timer: Timer;
}

export type Kind = keyof Kinds;
export type ViewOf<K extends Kind> = Kinds[K]['view'];
export type CommandOf<K extends Kind> = keyof Kinds[K]['commands'] & string;
export type ArgsOf<K extends Kind, Name extends CommandOf<K>> = Kinds[K]['commands'][Name] & object;
