/** What is seen of a room. */

export type RoomStatus = 'empty' | 'paused' | 'playing' | 'holding' | 'counting' | 'closed';
export type RoomEntry = 'open' | 'accounts' | 'friends' | 'password' | 'knock';
export type RoomRole = 'owner' | 'cohost' | 'member' | 'guest' | 'viewer';
export type RoomPlayer = 'ready' | 'loading' | 'left_out' | 'failed' | 'drifting';

export type RoomRight =
  | 'play'
  | 'seek'
  | 'rate'
  | 'next'
  | 'add'
  | 'order'
  | 'share'
  | 'chat'
  | 'react'
  | 'vote'
  | 'voice'
  | 'invite'
  | 'mute'
  | 'kick'
  | 'ban'
  | 'roles'
  | 'settings';

/** By those who sit there. */
export type RoomView = {
  status: RoomStatus;
  title: string;
  code: string | null;
  now_ms: number;
  /** How far ahead a command lies. */
  lead_ms: number;
  settings: RoomSettings;
  playback: RoomPlayback;
  holding: { for: string[]; until_ms: number } | null;
  /** By id; the one that is on the screens is among them. */
  queue: { [id: string]: RoomItem };
  /** By id. */
  seats: { [id: string]: RoomSeat };
  /** Who stands in for the owner. */
  host: string | null;
  ballot: RoomBallot | null;
  check: RoomCheck | null;
  recovered?: boolean;
};

/** By viewers, and by whoever knocks. */
export type RoomOutside = {
  status: RoomStatus;
  title: string;
  present: number;
  seats_max: number;
  entry: RoomEntry;
  item_title?: string;
  now_ms: number;
};

/**
 * Until the anchor screens go on as before; from then on the picture is at
 * `anchor_media_ms + max(0, t - anchor_server_ms) * rate` while it plays.
 */
export type RoomPlayback = {
  item: string | null;
  playing: boolean;
  rate: number;
  anchor_media_ms: number;
  anchor_server_ms: number;
  by: string | null;
  why: RoomWhy;
};

export type RoomWhy =
  | 'asked'
  | 'vote'
  | 'check'
  | 'ended'
  | 'failed'
  | 'removed'
  | 'skip'
  | 'hold'
  | 'ready'
  | 'nobody'
  | 'undo'
  | 'opened';

export type RoomSource =
  | { kind: 'file'; url: string }
  | { kind: 'hls'; url: string }
  | { kind: 'youtube'; video: string }
  | { kind: 'own'; name: string; bytes: number; duration_ms: number }
  | { kind: 'screen' };

export type RoomSourceKind = RoomSource['kind'];

export type RoomTrack = { id: string; lang: string; label: string };
export type RoomSkip = { from_ms: number; to_ms: number };

export type RoomItem = {
  /** Its place, from 0. What stands before the current one was played. */
  pos: number;
  source: RoomSource;
  title: string;
  /** Null of what is live, or not known yet. */
  duration_ms: number | null;
  by: string | null;
  at_ms: number;
  likes: number;
  measured: number;
  tracks: RoomTrack[];
  skips: RoomSkip[];
};

export type RoomVoice = { mic: boolean; camera: boolean; share: boolean };

export type RoomSeat = {
  name: string;
  role: RoomRole;
  rights: RoomRight[];
  here: boolean;
  since_ms: number;
  account: boolean;
  player: RoomPlayer;
  voice: RoomVoice | null;
  muted_until_ms?: number;
};

export type RoomBallot = {
  id: string;
  about: 'skip' | 'pause' | 'poll';
  question?: string;
  choices: string[];
  counts: number[];
  needed?: number;
  ends_ms: number;
};

export type RoomCheck = {
  id: string;
  ready: string[];
  missing: string[];
  ready_count: number;
  missing_count: number;
  until_ms: number;
};

export type RoomSettings = {
  about?: string;
  visibility: 'public' | 'unlisted';
  entry: RoomEntry;
  guests: boolean;
  seats_max: number;
  control: 'everyone' | 'owner' | 'selected';
  order: 'list' | 'vote' | 'fair';
  at_end: 'stop' | 'next' | 'loop' | 'repeat';
  per_person?: { items: number; minutes: number };
  wait: { on: boolean; limit_s: number };
  chat: { on: boolean; slow_s: number; links: 'all' | 'members' | 'none'; days: number };
  reactions: { on: boolean; set: string[] };
  voice: { on: boolean; camera: boolean; relay_only?: boolean };
  sources?: RoomSourceKind[];
  hosts?: { allow?: string[]; deny?: string[] };
  skips: 'off' | 'ask' | 'auto';
  idle_close_min: number | null;
};
