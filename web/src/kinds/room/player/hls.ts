/** Streams that come in pieces. The library comes with the first of them alone. */
import Hls from 'hls.js';
import { mediaElement, mediaPlayer } from './media';
import type { Heeds, Player } from './player';

const TYPE = 'application/vnd.apple.mpegurl';
/** What is wrong with the line or with a picture passes; what goes on is no use. */
const MENDED_MOST = 3;

export function hlsPlayer(url: string, heeds: Heeds): Player {
  const video = mediaElement();
  if (!Hls.isSupported()) {
    const player = mediaPlayer(video, heeds);
    if (video.canPlayType(TYPE)) video.src = url;
    else heeds.failed('unplayable');
    return player;
  }
  // A worker would have to be made of a text, which the page's policy forbids.
  const hls = new Hls({ enableWorker: false, maxBufferLength: 30 });
  let mended = 0;
  hls.on(Hls.Events.ERROR, (_, { fatal, type }) => {
    if (!fatal) return;
    mended += 1;
    const isNetwork = type === Hls.ErrorTypes.NETWORK_ERROR;
    if (mended > MENDED_MOST) heeds.failed(isNetwork ? 'unreachable' : 'unplayable');
    else if (isNetwork) hls.startLoad();
    else hls.recoverMediaError();
  });
  const player = mediaPlayer(video, heeds, () => hls.destroy());
  hls.loadSource(url);
  hls.attachMedia(video);
  return player;
}
