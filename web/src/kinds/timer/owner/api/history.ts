import { addressOf, get } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';
import type { View } from './model';

const ONE = '/api/v1/sessions/{id}';
export const EVENTS_A_PAGE = 100;

export const readEvents = (id: string, cursor: string | null, signal?: AbortSignal) =>
  get(`${ONE}/events`, { path: { id }, query: { cursor, limit: EVENTS_A_PAGE } }, signal);

export async function readPast(id: string, rev: string, signal?: AbortSignal): Promise<View> {
  const { view } = await get(`${ONE}/at/{rev}`, { path: { id, rev } }, signal);
  return view as View;
}

export const exportOf = (id: string, format: Schemas['Format']) =>
  addressOf(`${ONE}/export`, { path: { id }, query: { format, bom: '1' } });
