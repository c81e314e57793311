/** What the API answers about somebody's tokens. */
import type { Schemas } from '../../kit/api/document';

export type Scope = Schemas['Scope'];
export type ApiToken = Schemas['ApiToken'];
export type NewApiToken = Schemas['MadeApiToken'];

export const SCOPES = [
  'sessions:read',
  'sessions:write',
  'sessions:command',
  'links:write',
] as const satisfies readonly Scope[];
