import type { ArgsOf } from '@downbeat/client';
import { command, post } from '../../../../kit/api/client';
import type { ChatLine, Side } from './model';

export type StartRound = ArgsOf<'meter', 'start_round'>;

export const reset = (id: string) => command('meter', 'reset', id, {});

export const testVote = (id: string, side: Side) => command('meter', 'test_vote', id, { side });

/** `key` makes it the same start, however often it is sent. */
export const startRound = (id: string, body: StartRound, key: string) =>
  command('meter', 'start_round', id, body, key);

/** `round` is the one that is shown: no other is stopped in its place. */
export const stopRound = (id: string, round: string) =>
  command('meter', 'stop_round', id, { round });

export const extendRound = (id: string, round: string, s: number) =>
  command('meter', 'extend_round', id, { s, round });

export const cancelRound = (id: string, round: string) =>
  command('meter', 'cancel_round', id, { round });

export const simulateChat = (id: string, messages: readonly ChatLine[]) =>
  post('/api/v1/sessions/{id}/chat', { path: { id }, body: { messages } });
