import { get, post } from '../../kit/api/client';
import type { Operation, Parts, Schemas } from '../../kit/api/document';

export type Session = Schemas['SessionView'];
export type Live = Schemas['LiveView'];
export type SessionEvent = Schemas['HappenedView'];
export type SessionDetail = Schemas['SessionDetail'];
export type Parked = Schemas['ParkedView'];
export type SessionAction = 'activate' | 'close' | 'restore' | 'end';

const PATH = '/api/v1/admin/sessions';

export type SessionQuery = NonNullable<Parts<Operation<'get', typeof PATH>>['query']>;

export const listSessions = (query: SessionQuery, signal?: AbortSignal) =>
  get(PATH, { query }, signal);

export const readSession = (id: string, signal?: AbortSignal) =>
  get(`${PATH}/{id}`, { path: { id } }, signal);

export const doToSession = (id: string, action: SessionAction, reason: string | null) =>
  post(`${PATH}/{id}/${action}`, { path: { id }, body: { reason } });
