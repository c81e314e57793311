import type { Playback } from '../position';

/** Whether nothing changed for a player. */
export function isSame(one: Playback, other: Playback): boolean {
  return (
    one.item === other.item &&
    one.playing === other.playing &&
    one.rate === other.rate &&
    one.anchor_media_ms === other.anchor_media_ms &&
    one.anchor_server_ms === other.anchor_server_ms
  );
}
