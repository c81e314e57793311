import { get, post } from '../../api/client';

export type Queue = {
  name: string;
  state: 'open' | 'paused' | 'draining';
  changed_by: string | null;
  changed_ms: number | null;
  waiting: number;
  running: number;
  oldest_ms: number | null;
  done_per_min: number;
  failed_per_min: number;
  jobs: string[];
};

export type QueueDeed = 'pause' | 'resume' | 'drain';

const PATH = '/api/v1/admin/queues';

export const listQueues = (signal?: AbortSignal) => get<{ items: Queue[] }>(PATH, {}, signal);

export const setQueue = (name: string, deed: QueueDeed, reason: string | null) =>
  post<Queue>(`${PATH}/${encodeURIComponent(name)}/${deed}`, { reason });
