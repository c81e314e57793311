import { get } from '../../api/client';
import type { Page } from '../../api/page';
import type { Round, RoundDetail } from './model';
import { pathOf } from './sessions';

const ROUNDS_A_PAGE = 20;

export const readRounds = (session: string, cursor: string | null, signal?: AbortSignal) =>
  get<Page<Round>>(pathOf(session, '/rounds'), { cursor, limit: ROUNDS_A_PAGE }, signal);

export const readRound = (session: string, round: string, signal?: AbortSignal) =>
  get<RoundDetail>(pathOf(session, `/rounds/${encodeURIComponent(round)}`), {}, signal);

export const exportOf = (session: string, round: string, format: 'csv' | 'json') =>
  pathOf(session, `/rounds/${encodeURIComponent(round)}/export?format=${format}`);
