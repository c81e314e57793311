import { get } from '../../kit/api/client';
import type { Operation, Parts, Schemas } from '../../kit/api/document';

/** Who did what, to what, and why. */
export type Entry = Schemas['AuditView'];

const PATH = '/api/v1/admin/audit';

export type EntryQuery = NonNullable<Parts<Operation<'get', typeof PATH>>['query']>;

export const listEntries = (query: EntryQuery, signal?: AbortSignal) =>
  get(PATH, { query }, signal);
