import { get, postAuth } from '../api/client';
import type { Schemas } from '../api/document';

export type Me = Schemas['MeView'];

export const readMe = () => get('/api/v1/me', {});
export const signOut = () => postAuth('/auth/logout');
export const signOutEverywhere = () => postAuth('/auth/logout-all');
