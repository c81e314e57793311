import { get, post, remove } from '../../api/client';
import type { Page } from '../../api/page';
import type { ApiToken, NewApiToken, Scope } from './model';

export type TokenWanted = { name: string; scopes: readonly Scope[]; expires_in_days?: number };

export const readTokens = (signal?: AbortSignal) =>
  get<Page<ApiToken>>('/api/v1/tokens', {}, signal);

export const makeToken = (wanted: TokenWanted) => post<NewApiToken>('/api/v1/tokens', wanted);

export const deleteToken = (id: string) => remove(`/api/v1/tokens/${id}`);
