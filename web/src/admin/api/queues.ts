import { get, post } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Queue = Schemas['QueueView'];
export type QueueDeed = 'pause' | 'resume' | 'drain';

const PATH = '/api/v1/admin/queues';

export const listQueues = (signal?: AbortSignal) => get(PATH, {}, signal);

export const setQueue = (name: string, deed: QueueDeed, reason: string | null) =>
  post(`${PATH}/{name}/${deed}`, { path: { name }, body: { reason } });
