import { get, post, remove } from '../../kit/api/client';
import type { Operation, Parts } from '../../kit/api/document';

const PATH = '/api/v1/tokens';

export type TokenWanted = Parts<Operation<'post', typeof PATH>>['body'];

export const readTokens = (signal?: AbortSignal) => get(PATH, {}, signal);

export const makeToken = (body: TokenWanted) => post(PATH, { body });

export const deleteToken = (id: string) => remove(`${PATH}/{id}`, { path: { id } });
