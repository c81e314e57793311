import { get, patch, post, remove } from '../../api/client';
import type { Schemas } from '../../api/document';

const ROOT = '/api/v1/sessions';
const ONE = `${ROOT}/{id}` as const;

/** The streamer's meter, `null` where there is none. */
export async function readMeter(signal?: AbortSignal): Promise<Schemas['Session'] | null> {
  const { items } = await get(ROOT, { query: { limit: 100 } }, signal);
  const meter = items.find((one) => one.kind === 'meter');
  return meter ? readSession(meter.id, signal) : null;
}

export const readSession = (id: string, signal?: AbortSignal) => get(ONE, { path: { id } }, signal);

export const makeMeter = () => post(ROOT, { body: { kind: 'meter', config: {} } });

/** Only what changed is sent; it is merged into the version that was read. */
export const saveConfig = (id: string, config: Schemas['MeterConfigGiven'], version: number) =>
  patch(ONE, { path: { id }, body: { config }, headers: ifMatch(version) });

export const endMeter = (id: string, version: number) =>
  remove(ONE, { path: { id }, headers: ifMatch(version) });

function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}
