import type { ArgsOf } from '@downbeat/client';
import { command, post } from '../../../../kit/api/client';
import type { ChatLine, Side } from './model';

export type StartRound = ArgsOf<'meter', 'start_round'>;

export const reset = (id: string) => command('meter', 'reset', id, {});

export const testVote = (id: string, side: Side) => command('meter', 'test_vote', id, { side });

/** `key` makes it the same start, however often it is sent. */
export const startRound = (id: string, body: StartRound, key: string) =>
  command('meter', 'start_round', id, body, key);

export const stopRound = (id: string) => command('meter', 'stop_round', id, {});

export const simulateChat = (id: string, messages: readonly ChatLine[]) =>
  post('/api/v1/sessions/{id}/chat', { path: { id }, body: { messages } });
