import { get, post, put } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Job = Schemas['JobView'];
export type State = Job['state'];
export type LogLine = Schemas['LogLine'];
export type Attempt = Schemas['AttemptView'];
export type Action = Schemas['Begin']['action'];

/** In the order of a job's life. */
export const STATES = [
  'scheduled',
  'queued',
  'running',
  'retrying',
  'done',
  'dead',
  'discarded',
] as const satisfies readonly State[];

/** Which jobs: of each part all, or null for any. */
export type JobQuery = Readonly<{
  [Part in keyof Schemas['FilterView']]-?: Part extends 'state'
    ? readonly State[]
    : NonNullable<Schemas['FilterView'][Part]> | null;
}>;

const PATH = '/api/v1/admin/jobs';

export const listJobs = (query: JobQuery, cursor: string | null, signal?: AbortSignal) =>
  get(PATH, { query: { ...query, cursor } }, signal);

export const countJobs = (query: JobQuery) => get(`${PATH}/count`, { query });

/** Failed jobs, by what their errors have in common. */
export type Failure = Schemas['FailureView'];

export const listFailures = (query: JobQuery, signal?: AbortSignal) =>
  get(`${PATH}/failures`, { query }, signal);

export const readJob = (id: string, signal?: AbortSignal) =>
  get(`${PATH}/{id}`, { path: { id } }, signal);

export const enqueue = (name: string, payload: unknown, reason: string | null) =>
  post(PATH, { body: { name, payload, reason } });

export const doTo = (id: string, action: Action, reason: string | null) =>
  post(`${PATH}/{id}/${action}`, { path: { id }, body: { reason } });

export const reveal = (id: string, reason: string | null) =>
  post(`${PATH}/{id}/reveal`, { path: { id }, body: { reason } });

export const rewrite = (
  id: string,
  payload: unknown,
  { requeue, reason }: { requeue: boolean; reason: string | null },
) => put(`${PATH}/{id}/payload`, { path: { id }, body: { payload, requeue, reason } });

export const listJobNames = (signal?: AbortSignal) => get('/api/v1/admin/job-names', {}, signal);
