import { post } from '../../api/client';
import type { ChatLine, ChatOutcome, Choice, Side } from './model';
import { pathOf } from './sessions';

export type StartRound = { question: string; choices?: Choice[]; duration_s?: number };

type Accepted = { rev: string; events: { name: string }[] };

const command = (session: string, name: string, args: object, headers = {}) =>
  post<Accepted>(pathOf(session, `/commands/${name}`), args, headers);

export const reset = (session: string) => command(session, 'reset', {});

export const testVote = (session: string, side: Side) => command(session, 'test_vote', { side });

/** `key` makes it the same start, however often it is sent. */
export const startRound = (session: string, round: StartRound, key: string) =>
  command(session, 'start_round', round, { 'Idempotency-Key': key });

export const stopRound = (session: string) => command(session, 'stop_round', {});

export const simulateChat = (session: string, messages: readonly ChatLine[]) =>
  post<ChatOutcome>(pathOf(session, '/chat'), { messages });
