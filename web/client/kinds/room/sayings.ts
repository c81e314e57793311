/** What is said in a room without changing its state, and how others hear it. */
import type { RoomPlayer } from './view.ts';

export type RoomSignal = {
  /** Of another seat. */
  to: string;
  /** What two browsers tell each other: one of both, as they make it. */
  description?: { type: string; sdp?: string };
  candidates?: RoomCandidate[];
};

export type RoomCandidate = {
  candidate?: string;
  sdpMid?: string | null;
  sdpMLineIndex?: number | null;
  usernameFragment?: string | null;
};

/** The arguments of sayings by their names. */
export interface RoomSayings {
  line: { text: string; reply?: number; mentions?: string[]; media_ms?: number };
  unsay: { n: number; shadow?: number };
  typing: Record<string, never>;
  reaction: { emoji: string; media_ms?: number };
  signal: RoomSignal;
  speaking: { on: boolean };
  report: RoomReport;
}

export type RoomReport = {
  rtt_ms: number;
  drift_ms: number;
  buffer_ms: number;
  player: RoomPlayer;
};

/** A line of the chat, by its number. */
export type RoomLine = {
  n: number;
  seat: string;
  at_ms: number;
  text: string;
  reply?: number;
  mentions?: string[];
  /** Where in the video it was said. */
  media_ms?: number;
  /**
   * The mark of a line that others do not see, for whoever keeps order. Its number is that
   * of the line before it.
   */
  shadow?: number;
};

/** What many say within a moment is told together. */
type Together<One> = { all: ({ seat: string } & One)[] };

/** What is heard, by its name; who said it is beside it, where one did. */
export interface RoomSaid {
  line: Omit<RoomLine, 'n' | 'seat' | 'at_ms'>;
  unsay: { n: number; shadow?: number };
  typing: Together<Record<never, never>>;
  reaction: Together<{ emoji: string; media_ms?: number }>;
  signal: Omit<RoomSignal, 'to'>;
  speaking: { on: boolean };
  report: Together<RoomReport>;
}
