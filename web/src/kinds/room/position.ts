/**
 * Where everybody's picture is. The server computes the same by the rules of
 * `session/src/kinds/room/playback.rs`, and both are held to the same cases.
 */
export type Playback = {
  item: string | null;
  playing: boolean;
  rate: number;
  anchor_media_ms: number;
  anchor_server_ms: number;
};

/** Not rounded: a screen shows what lies between two milliseconds, too. */
export function positionMs(playback: Playback, serverMs: number): number {
  const { playing, anchor_media_ms, anchor_server_ms } = playback;
  if (!playing) return anchor_media_ms;
  const since = Math.max(0, serverMs - anchor_server_ms);
  return anchor_media_ms + (since * permille(playback)) / 1000;
}

/** When the picture is there, if it plays and has not passed it at the anchor. */
export function reachesMs(playback: Playback, mediaMs: number): number | null {
  const ahead = mediaMs - playback.anchor_media_ms;
  if (!playback.playing || ahead < 0) return null;
  return playback.anchor_server_ms + Math.ceil((ahead * 1000) / permille(playback));
}

/** In thousandths, which are whole: 1.1 is not 1.1 to a computer. */
function permille({ rate }: Playback): number {
  return Math.round(rate * 1000);
}

/** What was told, and what is followed until its anchor. */
export type Course = { told: Playback; before: Playback | null };

export function followed({ told, before }: Course, serverMs: number): Playback {
  return before && serverMs < told.anchor_server_ms ? before : told;
}

/** What a screen goes by once it has heard of a playback. */
export function heard(course: Course | null, told: Playback, serverMs: number): Course {
  return { told, before: course && followed(course, serverMs) };
}

/** Everyone may be a little ahead or behind, for their own loudspeakers. */
const OFFSET_MAX_MS = 5_000;

export function offsetMs(wanted: number): number {
  return Math.min(Math.max(wanted, -OFFSET_MAX_MS), OFFSET_MAX_MS);
}
