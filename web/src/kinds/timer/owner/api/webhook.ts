import { get, put, remove } from '../../../../kit/api/client';
import { asProblem } from '../../../../kit/api/problem';
import type { Webhook } from './model';

const PATH = '/api/v1/sessions/{id}/webhook';

/** `null` where a timer sends its events nowhere. */
export async function readWebhook(id: string, signal?: AbortSignal): Promise<Webhook | null> {
  try {
    return await get(PATH, { path: { id } }, signal);
  } catch (error) {
    if (asProblem(error).status === 404) return null;
    throw error;
  }
}

export const setWebhook = (id: string, url: string) => put(PATH, { path: { id }, body: { url } });

export const removeWebhook = (id: string) => remove(PATH, { path: { id } });
