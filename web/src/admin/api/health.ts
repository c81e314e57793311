import { get } from '../../api/client';

export type Check = {
  name: string;
  status: 'up' | 'down';
  critical: boolean;
  took_ms: number;
  detail: { label: string; value: string | number }[];
};

export type Health = { at_ms: number; checks: Check[] };

export const readHealth = (signal?: AbortSignal) => get<Health>('/api/v1/admin/health', {}, signal);
