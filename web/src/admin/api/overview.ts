import { get } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Overview = Schemas['OverviewView'];
export type NameStats = Schemas['Series'];
export type Stats = Schemas['StatsView'];

export const readOverview = (signal?: AbortSignal) => get('/api/v1/admin/overview', {}, signal);

export const readStats = (minutes: number, signal?: AbortSignal) =>
  get('/api/v1/admin/stats', { query: { minutes } }, signal);

export type Duration = Schemas['DurationView'];

export const readDurations = (minutes: number, signal?: AbortSignal) =>
  get('/api/v1/admin/durations', { query: { minutes } }, signal);
