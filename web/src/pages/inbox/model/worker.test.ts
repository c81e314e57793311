/** The worker of pushes (public/push-worker.js), with a browser that is none around it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';

const TEXT = readFileSync(
  resolve(import.meta.dirname, '../../../../public/push-worker.js'),
  'utf8',
);

type Shown = { tag: string; close: () => void };

/** Pushes to a device that shows these already. */
async function pushed(shown: string[], said: object, answer: () => Promise<Response>) {
  const listeners: Record<string, (event: object) => void> = {};
  const closed: string[] = [];
  const all: Shown[] = shown.map((tag) => ({ tag, close: () => closed.push(tag) }));
  const registration = {
    showNotification: async (_title: string, { tag }: { tag: string }) => {
      all.push({ tag, close: () => closed.push(tag) });
    },
    getNotifications: async () => all,
  };
  const listen = (name: string, heed: (event: object) => void) => {
    listeners[name] = heed;
  };
  const ask = vi.fn(answer);
  new Function('addEventListener', 'registration', 'fetch', TEXT)(listen, registration, ask);
  let work: Promise<void> | undefined;
  listeners.push?.({
    data: { json: () => said },
    waitUntil: (until: Promise<void>) => {
      work = until;
    },
  });
  await work;
  return { closed, tags: all.map(({ tag }) => tag), asked: ask.mock.calls.length };
}

const SAID = { id: 'new', text: 'Ada', url: 'https://downbeat.example/inbox', lang: 'en' };
const unread =
  (ids: string[], next: string | null = null) =>
  async () =>
    Response.json({ items: ids.map((id) => ({ id })), next });

test('a push takes back what was read elsewhere, and nothing that is unread', async () => {
  const { closed, tags, asked } = await pushed(['read', 'older'], SAID, unread(['new', 'older']));
  expect([closed, tags, asked]).toEqual([['read'], ['read', 'older', 'new'], 1]);
});

test('where nothing else is shown, or nobody says what is unread, all stays', async () => {
  expect((await pushed([], SAID, unread([]))).asked).toBe(0);
  for (const answer of [
    unread(['new'], 'more'),
    async () => new Response('', { status: 401 }),
    async () => Promise.reject(new TypeError('away')),
  ]) {
    const { closed, tags } = await pushed(['other'], SAID, answer);
    expect([closed, tags]).toEqual([[], ['other', 'new']]);
  }
});
