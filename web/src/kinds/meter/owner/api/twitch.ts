import { get, post } from '../../../../kit/api/client';

const PATH = '/api/v1/sessions/{id}/subscription';

export const readSubscription = (id: string, signal?: AbortSignal) =>
  get(PATH, { path: { id } }, signal);

export const repairSubscription = (id: string) => post(`${PATH}/repair`, { path: { id } });
