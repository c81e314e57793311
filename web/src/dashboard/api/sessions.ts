import { get, patch, post, remove } from '../../api/client';
import type { Page } from '../../api/page';
import type { MeterConfig, Session, SessionSummary } from './model';

const ROOT = '/api/v1/sessions';

export const pathOf = (session: string, rest = '') => `${ROOT}/${session}${rest}`;

/** The streamer's meter, `null` where there is none. */
export async function readMeter(signal?: AbortSignal): Promise<Session | null> {
  const { items } = await get<Page<SessionSummary>>(ROOT, { limit: 100 }, signal);
  const meter = items.find((one) => one.kind === 'meter');
  return meter ? readSession(meter.id, signal) : null;
}

export const readSession = (id: string, signal?: AbortSignal) =>
  get<Session>(pathOf(id), {}, signal);

export const makeMeter = () => post<Session>(ROOT, { kind: 'meter', config: {} });

/** Only what changed is sent; it is merged into the version that was read. */
export const saveConfig = (id: string, config: Partial<MeterConfig>, version: number) =>
  patch<Session>(pathOf(id), { config }, ifMatch(version));

export const endMeter = (id: string, version: number) => remove(pathOf(id), ifMatch(version));

function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}
