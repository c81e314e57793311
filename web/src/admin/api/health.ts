import { get } from '../../api/client';

export const readHealth = (signal?: AbortSignal) => get('/api/v1/admin/health', {}, signal);
