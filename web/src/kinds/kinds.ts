import type { MadeKind } from '@downbeat/client';
import type { KindIndex } from './kind';
import { meter } from './meter';
import { mission } from './mission';
import { room } from './room';
import { timer } from './timer';

/**
 * The kinds that have pages. Each is a folder of its name beside this file, whose
 * parts are found by that name (owners.ts, joins.ts, overlays.ts) and imported once
 * a page knows that it is about the kind:
 *
 * - `index.ts`: where its pages are;
 * - `owner`: the pages of whoever made a session;
 * - `account`: what it has to say on the page of somebody's account;
 * - `join`: what a link to a session opens;
 * - `overlay`: what is painted on a stream;
 * - `play`: what anybody in an audience opens by its address;
 * - `page`: a page of its own, which no other kind has part in;
 * - `paint`: what several of these share.
 */
export const KINDS = { meter, mission, room, timer } as const satisfies {
  [K in MadeKind]: KindIndex;
};
