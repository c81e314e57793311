import { get, post } from '../../kit/api/client';
import type { Operation, Parts, Schemas } from '../../kit/api/document';

export type Bulk = Schemas['BulkView'];

const PATH = '/api/v1/admin/bulk';

export type BulkAsked = Parts<Operation<'post', typeof PATH>>['body'];

export const startBulk = (body: BulkAsked) => post(PATH, { body });

export const listBulk = (cursor: string | null, signal?: AbortSignal) =>
  get(PATH, { query: { cursor } }, signal);

export const readBulk = (id: string, signal?: AbortSignal) =>
  get(`${PATH}/{id}`, { path: { id } }, signal);

export const stopBulk = (id: string) =>
  post(`${PATH}/{id}/stop`, { path: { id }, body: { reason: null } });

export const resumeBulk = (id: string) =>
  post(`${PATH}/{id}/resume`, { path: { id }, body: { reason: null } });
