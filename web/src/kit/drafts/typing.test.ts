import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Kept, Of } from './keep';
import { here } from './memory';
import { type Content, looks, rig, text } from './rig';
import { Typing } from './typing.svelte';

vi.mock('./keep', () => import('./memory'));

const OF: Of = { what: 'message', in: 'c' };
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

const field = () =>
  new Typing<Content>(
    'ann',
    { isBlank: (content) => content.text === '', read: (given) => given as Content },
    { of: OF, first: text('') },
  );

function leave(more: Partial<Kept<Content>>): void {
  const { kept } = rig({ seq: 2, sent: 1, of: OF, content: text('left'), ...more }).saver;
  here.set(kept.editor, structuredClone(kept));
}

beforeEach(() => {
  vi.useFakeTimers();
  here.clear();
  fetched.mockReset();
  fetched.mockImplementation(async (_, { method }) =>
    Response.json(method === 'PUT' ? { rev: '3.0', durable: null } : { items: [] }),
  );
  vi.stubGlobal('fetch', fetched);
  looks();
  vi.stubGlobal('navigator', {});
});
afterEach(() => void vi.useRealTimers());

test('what was left in a field comes back there, and in no other', async () => {
  leave({ editor: 'other', id: 'o', of: { what: 'comment', in: 'm' }, content: text('elsewhere') });
  leave({});
  const typing = field();
  await typing.resume();
  expect(typing.content.text).toBe('left');
});

test('what is sent names its draft, and is gone then', async () => {
  const typing = field();
  typing.content = text('Hello');
  typing.typed();
  const named = await typing.named();
  expect(named).toEqual({ id: typing.id, rev: '3.0' });
  const sent = fetched.mock.calls.find(([, { method }]) => method === 'PUT');
  expect(JSON.parse(String(sent?.[1].body))).toMatchObject({ of: OF, content: { text: 'Hello' } });
  await typing.over(text(''));
  expect([typing.isBlank, typing.isDraft, here.size]).toEqual([true, false, 0]);
});

test('what is sent while a draft cannot be ends the one that the server has', async () => {
  const typing = field();
  typing.content = text('Hello');
  typing.typed();
  const { id, rev } = (await typing.named()) ?? {};
  fetched.mockRejectedValue(new TypeError('no network'));
  typing.content = text('Hello you');
  typing.typed();
  expect(await typing.named()).toEqual({ id, rev });
});

test('where no drafts are kept the device alone has it, and it names none', async () => {
  fetched.mockImplementation(async () => Response.json({ code: 'journal_off' }, { status: 503 }));
  const typing = field();
  typing.content = text('Hello');
  typing.typed();
  const naming = typing.named();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await naming).toBe(null);
  expect([typing.trouble, here.size]).toEqual(['off', 1]);
  const before = fetched.mock.calls.length;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(fetched.mock.calls.length).toBe(before);
});

test('what is typed before it is known what was left stays', async () => {
  const typing = field();
  fetched.mockImplementation(async (_, { method }) => {
    if (method === 'PUT') return Response.json({ rev: '1.0', durable: null });
    typing.content = text('typed');
    typing.typed();
    const item = { id: 's', rev: '1.0', durable: null, copy_of: null, of: OF };
    return Response.json({ items: [{ ...item, content: text('server') }] });
  });
  await typing.resume();
  expect(typing.content.text).toBe('typed');
});
