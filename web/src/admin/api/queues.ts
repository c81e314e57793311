import { get, post } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Queue = Schemas['QueueView'];
export type QueueAction = 'pause' | 'resume' | 'drain';

const PATH = '/api/v1/admin/queues';

export const listQueues = (signal?: AbortSignal) => get(PATH, {}, signal);

export const setQueue = (name: string, action: QueueAction, reason: string | null) =>
  post(`${PATH}/{name}/${action}`, { path: { name }, body: { reason } });
