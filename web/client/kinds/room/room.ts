/** A room, where friends watch one video together. */
import type { RoomCommands } from './commands.ts';
import type { RoomSaid, RoomSayings } from './sayings.ts';
import type { RoomOutside, RoomView } from './view.ts';

export interface Room {
  /** Who knocks, or only looks, is shown less: `isSeated` tells which. */
  view: RoomView | RoomOutside;
  commands: RoomCommands;
  rejections: RoomRejection;
  sayings: RoomSayings;
  said: RoomSaid;
  notices: RoomNotice;
}

export type RoomRejection =
  | 'ballot_running'
  | 'check_running'
  | 'closed'
  | 'duplicate'
  | 'full'
  | 'link'
  | 'muted'
  | 'name_taken'
  | 'no_ballot'
  | 'no_check'
  | 'not_in_voice'
  | 'not_seekable'
  | 'nothing_playing'
  | 'nothing_to_undo'
  | 'off'
  | 'outranked'
  | 'peer_gone'
  | 'queue_full'
  | 'rate_unsupported'
  | 'repeated'
  | 'slow'
  | 'source_refused'
  | 'too_large'
  | 'too_many_yours'
  | 'unknown_item'
  | 'unknown_seat'
  | 'voice_full'
  | 'word';

/** What is told to one seat alone. */
export type RoomNotice = 'muted' | 'role' | 'reminder' | 'idle' | 'admitted';

export function isSeated(view: RoomView | RoomOutside | null): view is RoomView {
  return view !== null && 'playback' in view;
}
