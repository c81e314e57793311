import { get, type Query } from '../../api/client';
import type { Page } from '../../api/page';

/** Who did what, to what, and why. */
export type Entry = {
  id: string;
  at_ms: number;
  actor: string;
  actor_id: string | null;
  action: string;
  target_kind: string;
  target_id: string;
  reason: string | null;
  address: string | null;
  details: Record<string, unknown>;
};

export const listEntries = (query: Query, signal?: AbortSignal) =>
  get<Page<Entry>>('/api/v1/admin/audit', query, signal);
