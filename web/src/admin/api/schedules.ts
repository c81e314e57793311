import { get, post } from '../../api/client';
import type { Schemas } from '../../api/document';

export type Schedule = Schemas['ScheduleView'];

const PATH = '/api/v1/admin/schedules';

export const listSchedules = (signal?: AbortSignal) => get(PATH, {}, signal);

export const runSchedule = (name: string, reason: string | null) =>
  post(`${PATH}/{name}/run`, { path: { name }, body: { reason } });
