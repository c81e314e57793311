import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signsWith } from '../../../kit/api/client';
import { encoded } from './device';
import { Devices } from './devices.svelte';
import type { PushDevice, PushState } from './notice';

const KEY = encoded(Uint8Array.from([4, 1, 2, 3]).buffer);
const OLD = encoded(Uint8Array.from([4, 9, 9, 9]).buffer);

type Asked = { method: string; url: string; body: Record<string, unknown> | null };

/** What the browser was subscribed with, if it was. */
let subscribed: string | null = null;
let permission = 'default';
let asked: Asked[] = [];

const own: PushDevice = {
  id: 'd1',
  name: 'Firefox, Linux',
  service: 'push.example.org',
  is_this: true,
  is_old: false,
  made_at_ms: 0,
  used_at_ms: null,
};

/** A server with these devices, which takes whatever is asked for. */
function serve(devices: PushDevice[], key: string | null = KEY): void {
  const state: PushState = { key, devices };
  signsWith('token');
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, { method = 'GET', body }: RequestInit = {}) => {
      asked.push({ method, url, body: body ? JSON.parse(`${body}`) : null });
      if (method === 'DELETE') return new Response(null, { status: 204 });
      return Response.json(method === 'PUT' ? { key, devices: [own] } : state);
    }),
  );
}

const subscription = () => ({
  endpoint: 'https://push.example.org/1',
  options: { applicationServerKey: bytes(subscribed ?? '') },
  getKey: (name: string) => bytes(name === 'auth' ? 'AQ' : 'Ag'),
  unsubscribe: async () => {
    subscribed = null;
  },
});

function bytes(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
    one.charCodeAt(0),
  ).buffer;
}

beforeEach(() => {
  [subscribed, permission, asked] = [null, 'default', []];
  const pushManager = {
    getSubscription: async () => (subscribed === null ? null : subscription()),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
      subscribed = encoded(Uint8Array.from(applicationServerKey).buffer);
      return subscription();
    },
  };
  const registration = { pushManager };
  const serviceWorker = {
    ready: Promise.resolve(registration),
    register: async () => registration,
    getRegistration: async () => registration,
  };
  vi.stubGlobal('navigator', { serviceWorker, userAgent: 'X11; Linux Firefox/140.0' });
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', {
    get permission() {
      return permission;
    },
    requestPermission: async () => {
      if (permission === 'default') permission = 'granted';
      return permission;
    },
  });
});

afterEach(() => vi.unstubAllGlobals());

async function opened(): Promise<Devices> {
  const devices = new Devices();
  await devices.open();
  return devices;
}

const puts = () => asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

test('nothing is subscribed until somebody says so', async () => {
  serve([]);
  const devices = await opened();
  expect([devices.isOn, permission, subscribed]).toEqual([false, 'default', null]);
  await devices.turnOn();
  expect([devices.isOn, permission, subscribed]).toEqual([true, 'granted', KEY]);
  const endpoint = 'https://push.example.org/1';
  const name = 'Firefox, Linux';
  expect(puts()).toEqual([{ endpoint, p256dh: 'Ag', auth: 'AQ', key: KEY, name }]);
});

test('who forbids it is told nothing, and told so', async () => {
  serve([]);
  const devices = await opened();
  permission = 'denied';
  await devices.turnOn();
  expect([devices.isOn, devices.ability, puts()]).toEqual([false, 'denied', []]);
});

test('a page with an old key subscribes anew, and one that was never told does not', async () => {
  permission = 'granted';
  subscribed = OLD;
  serve([{ ...own, is_old: true }]);
  const devices = await opened();
  expect([devices.isOn, subscribed]).toEqual([true, KEY]);
  expect(puts().map((body) => body?.key)).toEqual([KEY]);
  asked = [];
  serve([{ ...own, is_this: false, is_old: true }]);
  expect((await opened()).isOn).toBe(false);
  expect(puts()).toEqual([]);
});

test('what the browser forgot begins anew', async () => {
  permission = 'granted';
  serve([own]);
  await opened();
  expect([subscribed, puts().length]).toEqual([KEY, 1]);
});

test('a device that is removed is told nothing, in its browser neither', async () => {
  permission = 'granted';
  subscribed = KEY;
  serve([own]);
  const devices = await opened();
  expect(devices.isOn).toBe(true);
  await devices.turnOff();
  expect([devices.isOn, devices.state?.devices, subscribed]).toEqual([false, [], null]);
  expect(asked.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/v1/me/push/d1' });
});

test('where the server pushes nothing, nothing is turned on', async () => {
  serve([], null);
  const devices = await opened();
  await devices.turnOn();
  expect([devices.isOn, permission, puts()]).toEqual([false, 'default', []]);
});
