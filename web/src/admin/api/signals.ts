import { get } from '../../api/client';
import type { Page } from '../../api/page';
import type { LogLine, Outcome } from './jobs';

/** A job that is not kept: only those that failed are remembered. */
export type Signal = {
  id: string;
  name: string;
  queue: string;
  key: string | null;
  worker: string;
  started_ms: number;
  ended_ms: number | null;
  outcome: Outcome;
  error: string | null;
  log: LogLine[];
};

export const listSignals = (cursor: string | null, signal?: AbortSignal) =>
  get<Page<Signal>>('/api/v1/admin/signals', { cursor }, signal);
