import { get } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

/** A job that is not kept: only those that failed are remembered. */
export type Signal = Schemas['FailedView'];

export const listSignals = (cursor: string | null, signal?: AbortSignal) =>
  get('/api/v1/admin/signals', { query: { cursor } }, signal);
