/** What is read of a room beside its socket, by a seat's token. */
import type { RoomLine } from '@downbeat/client';
import { readAsSeat } from './ask';

/** `text` is null of what was taken back, or is too old. */
export type StoredLine = Omit<RoomLine, 'text'> & { text: string | null };

type Told = {
  n: number;
  seat: string;
  at_ms: number;
  body: Pick<RoomLine, 'text' | 'mentions' | 'media_ms'> | null;
  reply?: number;
  shadow?: number;
};

/** Oldest first, a hundred at most. */
export async function readLines(
  session: string,
  token: string,
  wanted: { before?: number; after?: number },
): Promise<StoredLine[]> {
  const path = `/sessions/${session}/lines`;
  const { items } = await readAsSeat<{ items: Told[] }>(path, token, wanted);
  return items.map(({ body, ...line }) => ({ ...line, ...(body ?? { text: null }) }));
}

const PART_MS = 5_000;

/** How many reactions there were, for each five seconds. */
export async function readHeat(session: string, token: string, item: string): Promise<number[]> {
  const path = `/sessions/${session}/heat/${encodeURIComponent(item)}`;
  const { items } = await readAsSeat<{ items: { media_ms: number; count: number }[] }>(path, token);
  const heat: number[] = [];
  for (const { media_ms, count } of items) heat[Math.floor(media_ms / PART_MS)] = count;
  return Array.from(heat, (count) => count ?? 0);
}
