import type { Place } from '../../../../pages/overlay/place';

/** Steps between readable on a small stream and large on a big one. */
export const SCALES = [0.75, 1, 1.5, 2] as const;

export type Placed = { scale: (typeof SCALES)[number]; place: Place | null; isTest: boolean };

export const AS_IS: Placed = { scale: 1, place: null, isTest: false };

const [WIDTH, HEIGHT] = [800, 100];
/** What a stream usually is. */
const WHOLE = '1920 × 1080';

/** The size of the source that OBS is given. */
export function sourceOf({ scale, place }: Placed): string {
  return place === null ? `${WIDTH * scale} × ${HEIGHT * scale}` : WHOLE;
}

/** The link with what it is asked for; nothing is asked for that is so anyway. */
export function placedAt(link: string, { scale, place, isTest }: Placed): string {
  const url = new URL(link);
  if (scale !== 1) url.searchParams.set('scale', String(scale));
  if (place !== null) url.searchParams.set('place', place);
  if (isTest) url.searchParams.set('test', '1');
  return url.href;
}
