import { get, postAuth } from '../kit/api/client';
import type { Schemas } from '../kit/api/document';

export type Me = Schemas['MeView'];

export const readMe = () => get('/api/v1/me', {});
export const signOut = () => postAuth('/auth/logout');
export const signOutEverywhere = () => postAuth('/auth/logout-all');
