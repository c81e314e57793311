import { get } from '../../kit/api/client';

export const readHealth = (signal?: AbortSignal) => get('/api/v1/admin/health', {}, signal);
