import type {
  RoomBallot,
  RoomRight,
  RoomRole,
  RoomSkip,
  RoomSource,
  RoomTrack,
  RoomVoice,
} from './view.ts';

type None = Record<string, never>;

/** What is added to the queue. */
export type RoomGiven = {
  source: RoomSource;
  title?: string;
  tracks?: RoomTrack[];
  skips?: RoomSkip[];
};

export type RoomPlace = 'end' | 'next' | 'now';

/** The arguments of commands by their names, of those that a seat may send. */
export interface RoomCommands {
  play: { at_ms?: number; countdown?: boolean | number };
  pause: None;
  seek: { media_ms: number };
  rate: { rate: number };
  next: None;
  previous: None;
  jump: { item: string };
  undo: None;

  add: { items: RoomGiven[]; place?: RoomPlace };
  edit: { item: string; title?: string; skips?: RoomSkip[]; tracks?: RoomTrack[] };
  move: { item: string; before?: string };
  remove: { item: string };
  clear: None;
  shuffle: None;
  like: { item: string; on: boolean };
  measured: { item: string; duration_ms?: number; title?: string };
  player: { item: string; state: 'ready' | 'loading' | 'failed' | 'drifting' };

  ballot: { about: RoomBallot['about']; question?: string; choices?: string[]; ends_s?: number };
  cast: { ballot: string; choice: number };
  end_ballot: { ballot: string };
  check: None;
  answer: { check: string; ready: boolean };
  end_check: { check: string };

  rename: { name: string };
  role: { seat: string; role: Exclude<RoomRole, 'owner' | 'viewer'> };
  grant: { seat: string; add?: RoomRight[]; take?: RoomRight[] };
  hand_over: { seat: string; until_ms?: number };
  take_back: None;
  admit: { seat: string };
  mute: { seat: string; scope: 'chat' | 'voice' | 'both'; minutes: number; shadow?: boolean };
  unmute: { seat: string };
  kick: { seat: string; reason?: string };
  voice: RoomVoice;
  hang_up: None;
  leave: None;
  close: None;
}
