import type { CampView } from '@downbeat/client';

/** A camp for tests. */
export function campOf(more: Partial<CampView> = {}): CampView {
  return {
    open: true,
    pack: { id: 'long_ebb', version: 1, hash: 'h' },
    words: { title: 'The Long Ebb', survivor: 'wader', survivors: 'waders' },
    difficulties: [1, 2, 3],
    tick_ms: 60_000,
    out: 0,
    lost_today: 0,
    ticker: [],
    place: { corner: 'bottom_left', lines: 3 },
    lobbies: [],
    season: null,
    seq: 1,
    now_ms: 1_000_000,
    ...more,
  };
}
