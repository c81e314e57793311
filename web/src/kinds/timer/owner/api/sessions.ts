import { get, patch, post, remove } from '../../../../kit/api/client';
import { ofKind } from '../../../../kit/api/session';
import type { ConfigGiven, Timer } from './model';

const ROOT = '/api/v1/sessions';
const ONE = `${ROOT}/{id}` as const;
const A_PAGE = 25;

type Wanted = { search: string | null; status: string | null; cursor: string | null };

export const readTimers = (wanted: Wanted, signal?: AbortSignal) =>
  get(ROOT, { query: { kind: 'timer', limit: A_PAGE, ...wanted } }, signal);

export async function readTimer(id: string, signal?: AbortSignal): Promise<Timer> {
  return ofKind('timer', await get(ONE, { path: { id } }, signal));
}

/**
 * `key` makes it the same timer, however often it is sent. Nobody's keys are known to
 * the server: a stranger has none, and is a guest once the timer is there.
 */
export async function makeTimer(config: ConfigGiven, key: string | null): Promise<Timer> {
  const headers = key === null ? {} : { 'Idempotency-Key': key };
  return ofKind('timer', await post(ROOT, { body: { kind: 'timer', config }, headers }));
}

/** What is null is taken out of the version that was read. */
export async function saveTimer(id: string, config: object, version: number): Promise<Timer> {
  const headers = ifMatch(version);
  return ofKind('timer', await patch(ONE, { path: { id }, body: { config }, headers }));
}

export const deleteTimer = (id: string, version: number) =>
  remove(ONE, { path: { id }, headers: ifMatch(version) });

function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}
