import { get, patch, post, remove } from '../../../../kit/api/client';
import { ofKind } from '../../../../kit/api/session';
import type { CampConfig, Session } from './model';

const ROOT = '/api/v1/sessions';
const ONE = `${ROOT}/{id}` as const;

/** The streamer's camp, `null` where there is none. */
export async function readCamp(signal?: AbortSignal): Promise<Session | null> {
  const { items } = await get(ROOT, { query: { kind: 'mission', limit: 1 } }, signal);
  return items[0] ? readSession(items[0].id, signal) : null;
}

export async function readSession(id: string, signal?: AbortSignal): Promise<Session> {
  return ofKind('mission', await get(ONE, { path: { id } }, signal));
}

export async function makeCamp(): Promise<Session> {
  return ofKind('mission', await post(ROOT, { body: { kind: 'mission', config: {} } }));
}

/** It holds for whoever leaves after it. */
export async function saveConfig(
  id: string,
  config: CampConfig,
  version: number,
): Promise<Session> {
  const headers = ifMatch(version);
  return ofKind('mission', await patch(ONE, { path: { id }, body: { config }, headers }));
}

export const endCamp = (id: string, version: number) =>
  remove(ONE, { path: { id }, headers: ifMatch(version) });

function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}
