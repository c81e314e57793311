import { get, post, put } from '../../api/client';
import type { Count, Page } from '../../api/page';
import type { Entry } from './audit';

export const STATES = [
  'scheduled',
  'queued',
  'running',
  'retrying',
  'done',
  'dead',
  'discarded',
] as const;
export type State = (typeof STATES)[number];

export type Job = {
  id: string;
  name: string;
  queue: string;
  key: string | null;
  state: State;
  attempt: number;
  attempts_max: number;
  version: number;
  created_ms: number;
  run_at_ms: number;
  started_ms: number | null;
  ended_ms: number | null;
  lease_until_ms: number | null;
  worker: string | null;
  error: string | null;
  payload: Record<string, unknown>;
  redacted: boolean;
};

export type LogLine = { at_ms: number; level: string; text: string };

export type Outcome = 'done' | 'failed' | 'timed_out' | 'panicked' | 'lost' | 'given_back';

export type Attempt = {
  attempt: number;
  worker: string;
  started_ms: number;
  ended_ms: number | null;
  outcome: Outcome | null;
  error: string | null;
  log: LogLine[];
};

export type JobDetail = { job: Job; attempts: Attempt[]; deeds: Entry[] };

export type JobName = {
  name: string;
  queue: string;
  kind: 'durable' | 'signal';
  known: boolean;
  timeout_ms: number;
  attempts: number;
  concurrency: number;
  shown: string[];
};

export type JobQuery = {
  state: readonly State[];
  name: string | null;
  queue: string | null;
  worker: string | null;
  text: string | null;
  since_ms: number | null;
  until_ms: number | null;
};

export type Deed = 'retry' | 'discard' | 'run';

const PATH = '/api/v1/admin/jobs';

export const listJobs = (query: JobQuery, cursor: string | null, signal?: AbortSignal) =>
  get<Page<Job>>(PATH, { ...query, cursor }, signal);

export const countJobs = (query: JobQuery) => get<Count>(`${PATH}/count`, query);

export const readJob = (id: string, signal?: AbortSignal) =>
  get<JobDetail>(`${PATH}/${id}`, {}, signal);

export const enqueue = (name: string, payload: unknown, reason: string | null) =>
  post<Job>(PATH, { name, payload, reason });

export const doTo = (id: string, deed: Deed, reason: string | null) =>
  post<Job>(`${PATH}/${id}/${deed}`, { reason });

export const reveal = (id: string, reason: string | null) =>
  post<{ payload: Record<string, unknown> }>(`${PATH}/${id}/reveal`, { reason });

export const rewrite = (
  id: string,
  payload: unknown,
  { requeue, reason }: { requeue: boolean; reason: string | null },
) => put<Job>(`${PATH}/${id}/payload`, { payload, requeue, reason });

export const listJobNames = (signal?: AbortSignal) =>
  get<Page<JobName>>('/api/v1/admin/job-names', {}, signal);
