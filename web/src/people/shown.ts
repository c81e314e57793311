/** What this device shows of notices, where its person lets themselves be told on it. */
import type { InboxView } from '@downbeat/client';

/** The worker's (pages/inbox/model/device.ts). */
const SCOPE = '/inbox';

let known: string | null = null;

/** Takes back what is read, on whichever device: once for each change of that. */
export async function takeBack({ unread, latest }: InboxView): Promise<void> {
  const read = latest.filter((notice) => notice.read).map(({ id }) => id);
  const now = unread === 0 ? '' : `:${read.join()}`;
  if (now === known || globalThis.Notification?.permission !== 'granted') return;
  known = now;
  const worker = await navigator.serviceWorker?.getRegistration(SCOPE).catch(() => undefined);
  for (const shown of (await worker?.getNotifications()) ?? [])
    if (unread === 0 || read.includes(shown.tag)) shown.close();
}
