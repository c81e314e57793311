import { get, post } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Worker = Schemas['WorkerView'];
export type Wanted = Exclude<Worker['wanted'], 'unknown'>;

const PATH = '/api/v1/admin/workers';

export const listWorkers = (signal?: AbortSignal) => get(PATH, {}, signal);

export const wantOf = (name: string, wanted: Wanted, reason: string | null) =>
  post(`${PATH}/{name}/${wanted}`, { path: { name }, body: { reason } });
