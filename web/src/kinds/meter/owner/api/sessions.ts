import { get, patch, post, remove } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';
import { ofKind } from '../../../../kit/api/session';
import type { MeterConfig, Session } from './model';

/** What the server leaves out of a config where it is as usual. */
export const USUAL = {
  numbers: 'none',
  result_s: 10,
  shared_chat: false,
  chat: {
    on: false,
    start: '!poll',
    stop: '!endpoll',
    extend: '!extendpoll',
    cancel: '!cancelpoll',
  },
  say: { question: false, result: false },
} as const satisfies Partial<MeterConfig>;

const ROOT = '/api/v1/sessions';
const ONE = `${ROOT}/{id}` as const;

/** The streamer's meter, `null` where there is none. */
export async function readMeter(signal?: AbortSignal): Promise<Session | null> {
  const { items } = await get(ROOT, { query: { kind: 'meter', limit: 1 } }, signal);
  return items[0] ? readSession(items[0].id, signal) : null;
}

export async function readSession(id: string, signal?: AbortSignal): Promise<Session> {
  return whole(await get(ONE, { path: { id } }, signal));
}

export async function makeMeter(): Promise<Session> {
  return whole(await post(ROOT, { body: { kind: 'meter', config: {} } }));
}

/** Only what changed is sent; it is merged into the version that was read. */
export async function saveConfig(
  id: string,
  config: Schemas['MeterConfigGiven'],
  version: number,
): Promise<Session> {
  const headers = ifMatch(version);
  return whole(await patch(ONE, { path: { id }, body: { config }, headers }));
}

export const endMeter = (id: string, version: number) =>
  remove(ONE, { path: { id }, headers: ifMatch(version) });

function whole(answer: Parameters<typeof ofKind>[1]): Session {
  const session = ofKind('meter', answer);
  return { ...session, config: { ...structuredClone(USUAL), ...session.config } };
}

function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}
