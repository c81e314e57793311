/** What these pages ask the API, all of it. */
import { get, put, putAndGo, remove } from '../../../kit/api/client';
import type { NewDevice, NewSettings, NoticePage, NoticeSettings, PushState } from './notice';

const PAGE = 30;

export function readNotices(isUnread: boolean, cursor: string | null): Promise<NoticePage> {
  const query = { cursor, limit: PAGE, unread: isUnread || null };
  return get('/api/v1/me/notices', { query });
}

/** As they were then. Whoever follows one leaves the page. */
export function markRead(ids: readonly string[], until_ms: number): Promise<void> {
  return putAndGo('/api/v1/me/notices/read', { body: { ids: [...ids], until_ms } });
}

export function markReadUntil(until_ms: number): Promise<void> {
  return put('/api/v1/me/notices/read', { body: { ids: null, until_ms } });
}

export function readSettings(): Promise<NoticeSettings> {
  return get('/api/v1/me/notice-settings', {});
}

export function saveSettings(body: NewSettings): Promise<NoticeSettings> {
  return put('/api/v1/me/notice-settings', { body });
}

export function readDevices(): Promise<PushState> {
  return get('/api/v1/me/push', {});
}

export function saveDevice(body: NewDevice): Promise<PushState> {
  return put('/api/v1/me/push', { body });
}

export function removeDevice(id: string): Promise<void> {
  return remove('/api/v1/me/push/{id}', { path: { id } });
}
