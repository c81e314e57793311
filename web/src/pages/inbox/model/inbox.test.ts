import { expect, test, vi } from 'vitest';
import { signsWith } from '../../../kit/api/client';
import { unread } from '../../../people/unread.svelte';
import { Inbox } from './inbox.svelte';
import { isNew, readIn } from './pages';
import { notice } from './testing';

const NEWEST = notice({ id: 'a', at_ms: 60 });
const OTHER = notice({ id: 'b', at_ms: 50 });
const OLD = notice({ id: 'c', at_ms: 10, read: true });

type Asked = { method: string; url: string; body: unknown };

/** A server that answers each question as a test says, and notes it. */
function serve(answer: (asked: Asked) => object | number): Asked[] {
  const asked: Asked[] = [];
  signsWith('token');
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, { method = 'GET', body }: RequestInit = {}) => {
      const one = { method, url, body: body ? JSON.parse(`${body}`) : null };
      asked.push(one);
      const said = answer(one);
      if (typeof said !== 'number') return Response.json(said);
      return said === 204
        ? new Response(null, { status: 204 })
        : Response.json({}, { status: said });
    }),
  );
  return asked;
}

const first = { items: [NEWEST, OTHER], unread: 2, now_ms: 70, next: 'older' };

async function opened(isUnread = false): Promise<Inbox> {
  const inbox = new Inbox();
  await inbox.open(isUnread);
  return inbox;
}

test('it is read page by page, and the bar knows what the page knows', async () => {
  const asked = serve(({ url }) =>
    url.includes('cursor') ? { items: [OTHER, OLD], unread: 2, now_ms: 80, next: null } : first,
  );
  const inbox = await opened();
  expect([unread.count, inbox.hasOlder, inbox.hasNew]).toEqual([2, true, false]);
  expect((await inbox.older())?.id).toBe('c');
  expect(inbox.items?.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(inbox.hasOlder).toBe(false);
  expect(asked.map(({ url }) => url)).toEqual([
    '/api/v1/me/notices?limit=30',
    '/api/v1/me/notices?cursor=older&limit=30',
  ]);
});

test('those that are unread are asked for by themselves', async () => {
  const [asked] = [serve(() => ({ items: [], unread: 0, now_ms: 80, next: null }))];
  const inbox = await opened(true);
  expect(asked[0]?.url).toBe('/api/v1/me/notices?limit=30&unread=true');
  expect(inbox.hasUnread).toBe(false);
});

test('what is followed is read at once, and told once', async () => {
  const asked = serve(({ method }) => (method === 'PUT' ? 204 : first));
  const inbox = await opened();
  const reading = inbox.read(NEWEST);
  expect(inbox.items?.map(({ read }) => read)).toEqual([true, false]);
  expect(unread.count).toBe(1);
  await reading;
  for (const one of inbox.items ?? []) if (one.read) await inbox.read(one);
  const told = asked.filter(({ method }) => method === 'PUT');
  expect(told.map(({ body }) => body)).toEqual([{ ids: ['a'], until_ms: 70 }]);
});

test('where that cannot be told it stays unread', async () => {
  serve(({ method }) => (method === 'PUT' ? 500 : first));
  const inbox = await opened();
  await inbox.read(NEWEST);
  expect(inbox.items?.map(({ read }) => read)).toEqual([false, false]);
  expect(unread.count).toBe(2);
});

test('all are read that were seen; what came meanwhile is new', async () => {
  const asked = serve(({ method, url }) => {
    if (method === 'PUT') return 204;
    return url.endsWith('limit=1') ? { items: [], unread: 1, now_ms: 80, next: null } : first;
  });
  const inbox = await opened();
  expect(await inbox.readAll()).toBe(true);
  expect(inbox.items?.every(({ read }) => read)).toBe(true);
  expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ ids: null, until_ms: 70 });
  expect([inbox.hasUnread, inbox.hasNew, unread.count]).toEqual([false, true, 1]);
});

const view = (unread: number, ...latest: object[]) =>
  ({ tally_seq: 1, unread, latest, drafts: {}, now_ms: 90 }) as unknown as Parameters<
    Inbox['hear']
  >[0];

test('what was read on another page is read on this one, and counted as that', async () => {
  serve(() => first);
  const inbox = await opened();
  inbox.hear(view(1, { ...NEWEST, read: true }, OTHER));
  expect(inbox.items?.map(({ read }) => read)).toEqual([true, false]);
  expect([unread.count, inbox.hasUnread, inbox.hasNew]).toEqual([1, true, false]);
  inbox.hear(view(0));
  expect(inbox.items?.every(({ read }) => read)).toBe(true);
  expect([unread.count, inbox.hasUnread]).toEqual([0, false]);
});

test('what is new is told, and moves nothing on the page', async () => {
  serve(() => first);
  const inbox = await opened();
  inbox.hear(view(3, notice({ id: 'd', at_ms: 90 }), NEWEST, OTHER));
  expect([unread.count, inbox.hasNew]).toEqual([3, true]);
  expect(inbox.items?.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('who joined in since one was read makes it new', () => {
  const later = { ...NEWEST, at_ms: 95 };
  expect([isNew([NEWEST], NEWEST), isNew([NEWEST], later)]).toEqual([false, true]);
  expect(isNew([], { ...NEWEST, read: true })).toBe(false);
  expect(readIn([NEWEST, OLD])).toEqual(new Map([['c', 10]]));
});

test('what cannot be read says why', async () => {
  serve(() => 500);
  const inbox = await opened();
  expect(inbox.problem?.status).toBe(500);
  expect(inbox.items).toBeUndefined();
});
