/** Somebody's screen, as it comes: it is where it is, and there is no other place in it. */
import { mediaElement, mediaPlayer } from './media';
import type { Heeds, Player } from './player';

export function screenPlayer(stream: MediaStream, heeds: Heeds): Player {
  const video = mediaElement();
  const player = mediaPlayer(video, heeds);
  video.srcObject = stream;
  return {
    ...player,
    isSteered: false,
    // Nobody is ahead or behind of what is live.
    atMs: () => null,
    seek: async () => {},
    setRate() {},
    play: () => player.play(1),
    pause() {},
  };
}
