import { get, post } from '../../../../kit/api/client';

/** Where signing in begins, and where a grant that was withdrawn is given anew. */
export const SIGN_IN = '/auth/twitch';

const PATH = '/api/v1/sessions/{id}/subscription';

export const readSubscription = (id: string, signal?: AbortSignal) =>
  get(PATH, { path: { id } }, signal);

export const repairSubscription = (id: string) => post(`${PATH}/repair`, { path: { id } });
