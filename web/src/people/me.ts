import { post, postAuth, put } from '../kit/api/client';
import type { Schemas } from '../kit/api/document';
import { read } from '../kit/api/read';
import { language } from '../kit/language/language';

export type Me = Schemas['MeView'];

export const readMe = () => read('/api/v1/me', {});
export const erase = (name: string) => post('/api/v1/me/erase', { body: { name } });
/** A mail to the address asks whether it is theirs. */
export const setEmail = (email: string, password: string | null) =>
  put('/api/v1/me/email', { body: { email, password, language } });
export const setPassword = (password: string, current: string | null) =>
  put('/api/v1/me/password', { body: { password, current, language } });
export const signOut = () => postAuth('/auth/logout');
export const signOutEverywhere = () => postAuth('/auth/logout-all');
