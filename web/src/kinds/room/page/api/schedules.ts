/** When a room begins by itself, or is to be thought of. */
import type { Schemas } from '../../../../kit/api/document';
import { readOpenly, sendAsSeat } from './ask';

export type Scheduled = Schemas['Scheduled'];

/** What somebody wants, whole. */
export type Planned = {
  /** By the clock of the zone: `2026-12-04T20:00`. */
  at: string;
  zone: string;
  repeat: 'once' | 'weekly';
  remind_min: number | null;
  start: boolean;
};

/** A room has no more. */
export const SCHEDULES_MAX = 20;

const pathOf = (code: string) => `/rooms/${encodeURIComponent(code)}/schedules`;

/** For whoever has the code; what comes first is first. */
export async function readSchedules(code: string, signal?: AbortSignal): Promise<Scheduled[]> {
  const { items } = await readOpenly<{ items: Scheduled[] }>(pathOf(code), signal);
  return items;
}

const pathOfOne = (code: string, id: string) => `${pathOf(code)}/${encodeURIComponent(id)}`;

export const makeSchedule = (code: string, token: string, made: Planned) =>
  sendAsSeat<{ id: string; next_ms: number }>('POST', pathOf(code), token, made);

export const changeSchedule = (code: string, token: string, id: string, changed: Planned) =>
  sendAsSeat<Scheduled>('PATCH', pathOfOne(code, id), token, changed);

export const endSchedule = (code: string, token: string, id: string) =>
  sendAsSeat<void>('DELETE', pathOfOne(code, id), token);

/** What calendars subscribe to, until the room has another code. */
export function calendarOf(code: string, origin: string): string {
  return `${origin}/api/v1/rooms/${encodeURIComponent(code.replace('-', ''))}/calendar.ics`;
}
