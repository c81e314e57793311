/** Texts beside the picture. */
import type { RoomTrack } from '@downbeat/client';
import { asProblem, Problem } from '../../../../kit/api/problem';

const ROOT = '/api/v1';
/** The server takes no more. */
export const TRACK_BYTES_MAX = 512 * 1_024;

export async function readTrack(id: string, token: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${ROOT}/tracks/${encodeURIComponent(id)}`, {
    headers: { Authorization: `Bearer ${token}` },
    credentials: 'omit',
    signal,
  });
  if (!answer.ok) throw new Problem(answer.status, {});
  return answer.text();
}

/** Hands a file in; what is answered is put to an item. */
export async function sendTrack(
  session: string,
  token: string,
  { text, lang, label }: { text: string; lang: string; label: string },
): Promise<RoomTrack> {
  try {
    const answer = await fetch(`${ROOT}/sessions/${session}/tracks`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      credentials: 'omit',
      body: JSON.stringify({ text, lang, label }),
    });
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw new Problem(answer.status, { ...Object(body) });
    return body as RoomTrack;
  } catch (error) {
    throw asProblem(error);
  }
}
