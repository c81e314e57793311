/** What people say against each other. */
import type { Schemas } from '../../../../kit/api/document';
import { readAsSeat, sendAsSeat } from './ask';

export const REASONS = ['spam', 'abuse', 'harm', 'illegal', 'other'] as const;
export type Reason = (typeof REASONS)[number];
export const TEXT_MAX = 1_000;

export type Report = Omit<Schemas['RoomReport'], 'lines'> & { lines: ReportedLine[] };
export type ReportedLine = {
  n: number;
  seat: string;
  at_ms: number;
  body: { text: string } | null;
};

/** The last 20 lines go along, as whoever reports sees them. */
export const sendReport = (
  session: string,
  token: string,
  report: { seat: string; n?: number; reason: Reason; text?: string },
) => sendAsSeat<{ id: string }>('POST', `/sessions/${session}/reports`, token, report);

/** Newest first, for those with the right `ban`. */
export const readReports = (session: string, token: string) =>
  readAsSeat<{ items: Report[]; next: string | null }>(`/sessions/${session}/reports`, token);

export type Kept = Schemas['Moderation'];

/** Who is kept out and who may not speak, for those with the right `mute`. */
export const readModeration = (session: string, token: string) =>
  readAsSeat<Kept>(`/sessions/${session}/moderation`, token);

/** With it end all others of their seat and account. */
export const liftBan = (session: string, token: string, ban: string) =>
  sendAsSeat<void>('DELETE', `/sessions/${session}/bans/${encodeURIComponent(ban)}`, token);
