import { get } from '../../api/client';

export type Shard = {
  shard: number;
  owner: string | null;
  epoch: number | null;
  hot: number;
  dirty: number;
  due_lag_ms: number;
  events: number;
  events_lag_ms: number;
  lateness_ms: number | null;
};

export const listShards = (signal?: AbortSignal) =>
  get<{ items: Shard[] }>('/api/v1/admin/shards', {}, signal);
