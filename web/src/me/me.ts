import { get, post } from '../api/client';

export type Me = {
  id: string;
  name: string;
  /** Null for who did not come through Twitch. */
  login: string | null;
  role: 'admin' | 'reader' | null;
  csrf: string;
};

export const readMe = () => get<Me>('/api/v1/me');
export const signOut = () => post<void>('/auth/logout', { reason: null });
export const signOutEverywhere = () => post<void>('/auth/logout-all', { reason: null });
