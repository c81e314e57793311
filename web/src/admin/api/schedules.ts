import { get, post } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Schedule = Schemas['ScheduleView'];

const PATH = '/api/v1/admin/schedules';

export const listSchedules = (signal?: AbortSignal) => get(PATH, {}, signal);

export const runSchedule = (name: string, reason: string | null) =>
  post(`${PATH}/{name}/run`, { path: { name }, body: { reason } });
