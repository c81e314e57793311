/** Words that a circle looks out for, what it says by the clock, and what is counted of it. */
import { get, post, put, remove, tagOf } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { read } from '../../../kit/api/read';
import type { Message } from './rights';

export type WordAct = Schemas['CircleWordAct'];
export type Word = Schemas['CircleWord'];
export type Words = Schemas['CircleWords'];
export type Daily = Schemas['CircleDaily'];
export type Share = Schemas['CircleShare'];
export type Statistics = Schemas['CircleStatistics'];

export function readWords(id: string): Promise<Words> {
  return read('/api/v1/circles/{id}/words', { path: { id } });
}

export function setWords(id: string, before: Words, words: readonly Word[]): Promise<Words> {
  const headers = { 'If-Match': tagOf(before) };
  return put('/api/v1/circles/{id}/words', { path: { id }, headers, body: { words } });
}

export function readDaily(id: string): Promise<Daily> {
  return read('/api/v1/circles/{id}/daily', { path: { id } });
}

/** In place of what was read; without texts there is none any more. */
export function setDaily(
  id: string,
  before: Daily,
  body: Schemas['CircleDailyBody'],
): Promise<Daily> {
  const [path, headers] = [{ id }, { 'If-Match': tagOf(before) }];
  if (body.texts.length === 0) return remove('/api/v1/circles/{id}/daily', { path, headers });
  return put('/api/v1/circles/{id}/daily', { path, headers, body });
}

export async function readScheduled(id: string): Promise<readonly Message[]> {
  return (await read('/api/v1/circles/{id}/scheduled', { path: { id } })).items;
}

export function takeBack(id: string, message: string): Promise<void> {
  return remove('/api/v1/circles/{id}/scheduled/{message}', { path: { id, message } });
}

/** Says something under a key: at once, or then. */
export function sendMessage(
  id: string,
  key: string,
  body: Schemas['NewMessageBody'],
): Promise<Message> {
  const headers = { 'Idempotency-Key': key };
  return post('/api/v1/circles/{id}/messages', { path: { id }, headers, body });
}

export function readStatistics(id: string, days: number, signal: AbortSignal): Promise<Statistics> {
  return get('/api/v1/circles/{id}/statistics', { path: { id }, query: { days } }, signal);
}
