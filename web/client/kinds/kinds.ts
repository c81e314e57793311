import type { Meter } from './meter/meter.ts';
import type { Timer } from './timer/timer.ts';

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
