import { get } from '../../../../kit/api/client';

export const readActivity = (id: string, signal?: AbortSignal) =>
  get('/api/v1/sessions/{id}/activity', { path: { id } }, signal);
