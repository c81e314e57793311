import { get } from '../../../../kit/api/client';
import { mission } from './missions';
import type { CampSeen, Page, Scores, Since, Stone } from './model';

const ONE = '/api/v1/camps/{channel}';

/**
 * All that a page of a camp needs. One's mission stays after it has ended, until there
 * is another: how it went is what one came to read.
 */
export async function readSeen(
  channel: string,
  before: CampSeen | undefined,
  signal?: AbortSignal,
): Promise<CampSeen> {
  const { camp, view, me } = await get(ONE, { path: { channel } }, signal);
  const last = before?.mission;
  const isOver = last !== undefined && last !== null && hasEnded(last.view.status);
  const id = me.mission?.id ?? last?.id;
  if (id === undefined) return { camp, view, me, mission: null };
  if (id === last?.id && isOver) return { camp, view, me, mission: last };
  return { camp, view, me, mission: await mission(id, signal) };
}

const hasEnded = (status: string) => status !== 'lobby' && status !== 'in_progress';

/** Of the newest season, or of all time. */
export const scores = (
  channel: string,
  season: 'all' | null,
  signal?: AbortSignal,
): Promise<Scores> => get(`${ONE}/scores`, { path: { channel }, query: { season } }, signal);

export const memorial = (
  channel: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<Stone>> => get(`${ONE}/memorial`, { path: { channel }, query: { cursor } }, signal);

/** Asking is a visit. */
export const since = (): Promise<Since> => get('/api/v1/me/since', {});
