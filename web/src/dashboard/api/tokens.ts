import { get, post, remove } from '../../api/client';
import type { Operation, Parts } from '../../api/document';

const PATH = '/api/v1/tokens';

export type TokenWanted = Parts<Operation<'post', typeof PATH>>['body'];

export const readTokens = (signal?: AbortSignal) => get(PATH, {}, signal);

export const makeToken = (body: TokenWanted) => post(PATH, { body });

export const deleteToken = (id: string) => remove(`${PATH}/{id}`, { path: { id } });
