import { get } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Shard = Schemas['ShardView'];

export const listShards = (signal?: AbortSignal) => get('/api/v1/admin/shards', {}, signal);
