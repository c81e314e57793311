/**
 * What shows a video, whatever it is made of: one interface, and a module for each kind
 * of source. A player does what it is told; when that is, `follow/` knows.
 */
export type FailedWhy =
  /** The browser cannot show it. */
  | 'unplayable'
  /** It could not be had. */
  | 'unreachable'
  /** Whose it is does not want it shown elsewhere. */
  | 'refused'
  /** It is gone, or is seen by some only. */
  | 'gone';

/** What a player has to say by itself. */
export type Heeds = {
  /** It can be sought and played. */
  ready(): void;
  /** It waits for more of it, or goes on. */
  stalled(is: boolean): void;
  /** How long it is and what it is called, where it knows. */
  found(what: { durationMs?: number; title?: string }): void;
  failed(why: FailedWhy): void;
  /** The browser lets nothing be heard, or nothing be shown, before somebody taps. */
  hushed(how: 'muted' | 'blocked'): void;
  /** Something is shown in between that nobody here asked for, or no longer. */
  interrupted(is: boolean): void;
};

export type Sound = { volume: number; isMuted: boolean };

export interface Player {
  readonly element: HTMLElement;
  /** Whether its rate may be a little more or less than was asked for. */
  readonly isSteered: boolean;
  /** Where it is; null while that is not known. */
  atMs(): number | null;
  /** How much of what comes it has. */
  bufferMs(): number;
  /** Whether it stands still for want of it. */
  waits(): boolean;
  /** Answers when the picture is there. */
  seek(toMs: number): Promise<void>;
  /** Answers when the picture moves, and how many milliseconds ago it began to. */
  play(rate: number): Promise<number>;
  pause(): void;
  setRate(rate: number): void;
  setSound(sound: Sound): void;
  end(): void;
}
