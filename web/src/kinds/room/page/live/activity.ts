/** What happened between two views, as people tell it: who did what. */
import type { RoomSeat, RoomView } from '@downbeat/client';

export type Activity =
  | { what: 'came' | 'back' | 'away' | 'left' | 'knocks'; who: string }
  | { what: 'played' | 'paused' | 'next' | 'undone'; who: string | null }
  | { what: 'sought'; who: string | null; ms: number }
  | { what: 'rate'; who: string | null; rate: number }
  | { what: 'now'; title: string }
  | { what: 'added' | 'removed'; who: string | null; titles: string[] }
  | { what: 'host'; who: string }
  | { what: 'vote' | 'held' | 'released' | 'check' | 'all_ready' | 'closed' | 'opened' };

/** A jump of less is what clocks and players make of a place. */
const SOUGHT_MS = 1_500;
/** Whoever sat down within it has just come. */
const SAT_DOWN_MS = 20_000;

export function happened(before: RoomView, after: RoomView): Activity[] {
  return [
    ...ofLife(before, after),
    ...ofSeats(before, after),
    ...ofQueue(before, after),
    ...ofPlayback(before, after),
    ...ofAsking(before, after),
  ];
}

function ofLife(before: RoomView, after: RoomView): Activity[] {
  const [was, is] = [before.status === 'closed', after.status === 'closed'];
  if (was === is) return [];
  return [{ what: is ? 'closed' : 'opened' }];
}

function ofSeats(before: RoomView, after: RoomView): Activity[] {
  // Closing empties the seats: nobody left by themselves.
  if (after.status === 'closed') return [];
  const all: Activity[] = [];
  for (const [id, seat] of Object.entries(after.seats)) {
    const was = before.seats[id];
    const what = was ? turned(was, seat, after.now_ms) : came(seat);
    if (what) all.push({ what, who: seat.name });
  }
  for (const [id, seat] of Object.entries(before.seats)) {
    if (!after.seats[id] && !isKnocking(seat)) all.push({ what: 'left', who: seat.name });
  }
  const host = after.host !== before.host ? after.seats[after.host ?? '']?.name : undefined;
  return host === undefined ? all : [...all, { what: 'host', who: host }];
}

function isKnocking({ role }: RoomSeat): boolean {
  return role === 'viewer';
}

/** Somebody has a seat first, and is there a moment later. */
function came(seat: RoomSeat): 'came' | 'knocks' | null {
  if (isKnocking(seat)) return 'knocks';
  return seat.here ? 'came' : null;
}

function turned(was: RoomSeat, is: RoomSeat, nowMs: number): 'came' | 'back' | 'away' | null {
  if (isKnocking(was) && !isKnocking(is)) return 'came';
  if (was.here === is.here || isKnocking(is)) return null;
  if (!is.here) return 'away';
  return nowMs - is.since_ms < SAT_DOWN_MS ? 'came' : 'back';
}

function ofQueue(before: RoomView, after: RoomView): Activity[] {
  const added = new Map<string | null, string[]>();
  for (const [id, item] of Object.entries(after.queue)) {
    if (before.queue[id]) continue;
    added.set(item.by, [...(added.get(item.by) ?? []), item.title]);
  }
  const gone = Object.entries(before.queue).filter(([id]) => !after.queue[id]);
  const all: Activity[] = [...added].map(([by, titles]) => ({
    what: 'added',
    who: nameOf(after, by),
    titles,
  }));
  // Whoever removed it is not told; what ended and is taken away is no news.
  if (gone.length === 0) return all;
  return [...all, { what: 'removed', who: null, titles: gone.map(([, { title }]) => title) }];
}

function ofPlayback(before: RoomView, after: RoomView): Activity[] {
  const [was, is] = [before.playback, after.playback];
  const who = nameOf(after, is.by);
  const isHeldFor = before.holding !== null || after.holding !== null;
  if (is.why === 'vote' && was.why !== 'vote') return [{ what: 'vote' }];
  if (is.item !== was.item) {
    const title = is.item === null ? undefined : after.queue[is.item]?.title;
    return title === undefined ? [] : [{ what: 'now', title }];
  }
  if (isHeldFor || after.status === 'closed') return [];
  if (is.playing !== was.playing) return [{ what: is.playing ? 'played' : 'paused', who }];
  if (is.rate !== was.rate) return [{ what: 'rate', who, rate: is.rate }];
  if (is.why === 'undo' && was.anchor_server_ms !== is.anchor_server_ms) {
    return [{ what: 'undone', who }];
  }
  const since = was.playing ? Math.max(0, is.anchor_server_ms - was.anchor_server_ms) : 0;
  const off = is.anchor_media_ms - was.anchor_media_ms - since * was.rate;
  const isSought = is.why === 'asked' && Math.abs(off) > SOUGHT_MS;
  return isSought ? [{ what: 'sought', who, ms: is.anchor_media_ms }] : [];
}

function ofAsking(before: RoomView, after: RoomView): Activity[] {
  const all: Activity[] = [];
  if (after.holding && !before.holding) all.push({ what: 'held' });
  if (before.holding && !after.holding) all.push({ what: 'released' });
  if (after.check && after.check.id !== before.check?.id) all.push({ what: 'check' });
  if (before.check && !after.check && after.playback.why === 'check') {
    all.push({ what: 'all_ready' });
  }
  return all;
}

function nameOf(view: RoomView, seat: string | null): string | null {
  return seat === null ? null : (view.seats[seat]?.name ?? null);
}
