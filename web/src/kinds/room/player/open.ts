/** A player for a source. What plays streams comes with the first of them. */
import type { RoomSource } from '@downbeat/client';
import { filePlayer, ownPlayer } from './file';
import type { Heeds, Player } from './player';
import { youtubePlayer } from './youtube';

/** What only this device knows: its copy of a file, and whose screen comes over the line. */
export type Kept = { file: Blob | null; screen: MediaStream | null };

/** Null while something is missing that only the person here can bring. */
export async function openPlayer(
  source: RoomSource,
  title: string,
  kept: Kept,
  heeds: Heeds,
): Promise<Player | null> {
  switch (source.kind) {
    case 'file':
      return filePlayer(source.url, heeds);
    case 'hls': {
      const { hlsPlayer } = await import('./hls');
      return hlsPlayer(source.url, heeds);
    }
    case 'youtube':
      return youtubePlayer(source.video, title, heeds);
    case 'own':
      return kept.file && ownPlayer(kept.file, heeds);
    case 'screen': {
      if (!kept.screen) return null;
      const { screenPlayer } = await import('./screen');
      return screenPlayer(kept.screen, heeds);
    }
  }
}
