import { mediaElement, mediaPlayer } from './media';
import type { Heeds, Player } from './player';

/** A video or a sound by its address. */
export function filePlayer(url: string, heeds: Heeds): Player {
  const video = mediaElement();
  const player = mediaPlayer(video, heeds);
  video.src = url;
  return player;
}

/** A copy that somebody opened from their own disk: nothing of it leaves the device. */
export function ownPlayer(file: Blob, heeds: Heeds): Player {
  const url = URL.createObjectURL(file);
  const video = mediaElement();
  const player = mediaPlayer(video, heeds, () => URL.revokeObjectURL(url));
  video.src = url;
  return player;
}
