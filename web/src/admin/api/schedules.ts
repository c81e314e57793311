import { get, post } from '../../api/client';

export type Schedule = {
  name: string;
  job: string;
  cron: string;
  time_zone: string;
  next_ms: number;
  last_ms: number | null;
  last_job: string | null;
};

const PATH = '/api/v1/admin/schedules';

export const listSchedules = (signal?: AbortSignal) => get<{ items: Schedule[] }>(PATH, {}, signal);

export const runSchedule = (name: string, reason: string | null) =>
  post<Schedule>(`${PATH}/${encodeURIComponent(name)}/run`, { reason });
