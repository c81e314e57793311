import type { Kind } from '@downbeat/client';

/**
 * The kinds that have pages. Each is a folder of its name beside this file, and its
 * parts are scripts of their own, which a page imports once it knows the kind:
 *
 * - `owner`: the pages of whoever made a session;
 * - `join`: what a link to a session opens;
 * - `overlay`: what is painted on a stream;
 * - `paint`: what several of them share.
 */
export const KINDS = ['meter', 'timer'] as const satisfies readonly Kind[];
