/** What this browser can be told by, and how it is known to its person. */

const WORKER = '/push-worker.js';
/** Of these pages: the worker shows notices, and answers for no page. */
const SCOPE = '/inbox';

/** Whether it can be told, cannot at all, or was forbidden to. */
export type Ability = 'able' | 'unable' | 'denied';

export type Told = { endpoint: string; p256dh: string; auth: string };

export function ability(): Ability {
  const isThere = 'serviceWorker' in navigator && 'PushManager' in globalThis;
  if (!isThere || !('Notification' in globalThis)) return 'unable';
  return Notification.permission === 'denied' ? 'denied' : 'able';
}

export const isAllowed = () => ability() === 'able' && Notification.permission === 'granted';

/** Only upon a click: browsers hold it against a page that asks by itself. */
export async function askPermission(): Promise<boolean> {
  return (await Notification.requestPermission()) === 'granted';
}

/** Subscribes for a key of the server's; what was subscribed for another one ends. */
export async function subscribe(key: string): Promise<Told> {
  const { pushManager } = await registered();
  const before = await pushManager.getSubscription();
  const isFor = before && encoded(before.options.applicationServerKey) === key;
  if (before && !isFor) await before.unsubscribe();
  const now =
    isFor && before
      ? before
      : await pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey: decoded(key),
        });
  const p256dh = encoded(now.getKey('p256dh'));
  return { endpoint: now.endpoint, p256dh, auth: encoded(now.getKey('auth')) };
}

export async function unsubscribe(): Promise<void> {
  const found = await navigator.serviceWorker.getRegistration(SCOPE);
  const before = await found?.pushManager.getSubscription();
  await before?.unsubscribe();
}

export async function isSubscribed(): Promise<boolean> {
  const found = await navigator.serviceWorker.getRegistration(SCOPE);
  return (await found?.pushManager.getSubscription()) != null;
}

/** A browser subscribes once its worker runs. */
async function registered(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  return navigator.serviceWorker.ready;
}

/** In the order in which one that names several is told. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** `Firefox, Linux`: what its person tells it from others by, in every language. */
export function nameOf(agent: string): string {
  const first = (of: typeof BROWSERS) => of.find(([pattern]) => pattern.test(agent))?.[1];
  const found = [first(BROWSERS), first(SYSTEMS)].filter((name) => name !== undefined);
  return found.join(', ') || 'Browser';
}

/** Bytes in base64url, as the server writes them. */
export function encoded(bytes: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function decoded(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
