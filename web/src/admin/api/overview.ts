import { get } from '../../api/client';
import type { Count } from '../../api/page';
import type { State } from './jobs';
import type { Queue } from './queues';

export type Overview = {
  at_ms: number;
  counts: Record<State, Count>;
  queues: Queue[];
  quarantined: number;
  dead: number;
  workers: number;
  bulk_running: number;
};

export type NameStats = {
  name: string;
  queue: string;
  done: number[];
  failed: number[];
  dead: number[];
  wait_ms: (number | null)[];
  run_ms: (number | null)[];
};

export type Stats = { minutes: number[]; names: NameStats[] };

export const readOverview = (signal?: AbortSignal) =>
  get<Overview>('/api/v1/admin/overview', {}, signal);

export const readStats = (minutes: number, signal?: AbortSignal) =>
  get<Stats>('/api/v1/admin/stats', { minutes }, signal);
