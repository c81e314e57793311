import { post } from '../../../../kit/api/client';
import type { Body, Operation } from '../../../../kit/api/document';
import type { ChatLine, Side } from './model';

const PATH = '/api/v1/sessions/{id}/commands';

export type StartRound = Body<Operation<'post', `${typeof PATH}/start_round`>>;

export const reset = (id: string) => post(`${PATH}/reset`, { path: { id }, body: {} });

export const testVote = (id: string, side: Side) =>
  post(`${PATH}/test_vote`, { path: { id }, body: { side } });

/** `key` makes it the same start, however often it is sent. */
export const startRound = (id: string, body: StartRound, key: string) =>
  post(`${PATH}/start_round`, { path: { id }, body, headers: { 'Idempotency-Key': key } });

export const stopRound = (id: string) => post(`${PATH}/stop_round`, { path: { id }, body: {} });

export const simulateChat = (id: string, messages: readonly ChatLine[]) =>
  post('/api/v1/sessions/{id}/chat', { path: { id }, body: { messages } });
