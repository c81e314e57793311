/** What somebody with an account has watched, and where. */
import { get, put, remove } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';

export type Watched = Schemas['WatchedItem'];

const A_PAGE = 50;

export const readWatched = (cursor: string | null, signal: AbortSignal) =>
  get('/api/v1/me/history', { query: { limit: A_PAGE, cursor } }, signal);

/** It stays kept, and is in the list no more. */
export const hideWatched = (id: string) =>
  put('/api/v1/me/history/{id}', { path: { id }, body: { hidden: true } });

export const deleteWatched = (id: string) => remove('/api/v1/me/history/{id}', { path: { id } });

/** All of it, what is hidden, too. */
export const deleteAllWatched = () => remove('/api/v1/me/history', {});

/** By days, in the order that they come in; `day` names the one that a moment is on. */
export function byDay<Item extends { at_ms: number }>(
  items: readonly Item[],
  day: (at_ms: number) => string,
): { day: string; items: Item[] }[] {
  const days: { day: string; items: Item[] }[] = [];
  for (const item of items) {
    const name = day(item.at_ms);
    const last = days.at(-1);
    if (last?.day === name) last.items.push(item);
    else days.push({ day: name, items: [item] });
  }
  return days;
}
