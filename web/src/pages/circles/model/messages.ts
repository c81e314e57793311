/** Messages as they are asked for. */
import { get } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { read } from '../../../kit/api/read';
import type { Message } from './rights';

export const PAGE = 50;

export type Where = { before?: number; after?: number; around?: number };

export function readMessages(
  id: string,
  where: Where,
  signal: AbortSignal,
): Promise<Schemas['CircleMessages']> {
  const query = { ...where, limit: PAGE };
  return read('/api/v1/circles/{id}/messages', { path: { id }, query }, signal);
}

export function readMessage(id: string, signal?: AbortSignal): Promise<Message> {
  return read('/api/v1/messages/{id}', { path: { id } }, signal);
}

export function readChanges(
  id: string,
  after: number,
  signal: AbortSignal,
): Promise<Schemas['CircleChanges']> {
  return get('/api/v1/circles/{id}/changes', { path: { id }, query: { after } }, signal);
}
