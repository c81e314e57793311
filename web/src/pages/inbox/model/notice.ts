/** Notices, and how somebody wants to be told of them, as the API has them. */
import type { Schemas } from '../../../kit/api/document';

export type NoticeType = Schemas['NoticeType'];
export type Notice = Schemas['Notice'];
export type About = Schemas['NoticeAbout'];
/** What was decided, of a notice of the type `system`. */
export type What = Schemas['NoticeWhat'];
export type NoticePage = Schemas['NoticePage'];
export type NoticeSettings = Schemas['NoticeSettings'];
export type NewSettings = Schemas['NoticeSettingsBody'];

/** In the order in which settings list them. */
export const TYPES: readonly NoticeType[] = [
  'message_reaction',
  'message_comment',
  'circle_invitation',
  'circle_join_request',
  'circle_waiting',
  'system',
  'daily_reminder',
  'weekly_summary',
];

export const MAILS: readonly NoticeSettings['mail'][] = ['off', 'instantly', 'daily', 'weekly'];
