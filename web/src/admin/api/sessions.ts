import { get, post } from '../../api/client';
import type { Page } from '../../api/page';
import type { Entry } from './audit';

export type Session = {
  id: string;
  kind: string;
  owner_login: string;
  owner_name: string;
  shard: number;
  config_version: number;
  incarnation: number;
  is_hot: boolean;
  created_ms: number;
  updated_ms: number;
  frames_per_min: number | null;
};

export type Live = {
  rev: number;
  at_ms: number;
  due_ms: number | null;
  owner: string | null;
  epoch: number | null;
  watchers: number;
  last_watched_ms: number | null;
};

export type SessionEvent = {
  rev: number;
  seq: number;
  at_ms: number;
  name: string;
  actor: string | null;
  payload: unknown;
};

export type SessionDetail = {
  session: Session;
  live: Live | null;
  events: SessionEvent[];
  deeds: Entry[];
};

export type SessionDeed = 'activate' | 'close' | 'end';

export type SessionQuery = { find: string; kind: string; sort: string; cursor: string | null };

const PATH = '/api/v1/admin/sessions';

export const listSessions = (query: SessionQuery, signal?: AbortSignal) =>
  get<Page<Session>>(PATH, query, signal);

export const readSession = (id: string, signal?: AbortSignal) =>
  get<SessionDetail>(`${PATH}/${id}`, {}, signal);

export const doToSession = (id: string, deed: SessionDeed, reason: string | null) =>
  post<SessionDetail>(`${PATH}/${id}/${deed}`, { reason });
