import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Kept } from '../../../kit/drafts/keep';
import { here } from '../../../kit/drafts/memory';
import { type Content, looks, rig, text } from '../../../kit/drafts/rig';
import { Editing } from './editing.svelte';

vi.mock('../../../kit/drafts/keep', () => import('../../../kit/drafts/memory'));

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const gone = () => Response.json({ code: 'not_found' }, { status: 404 });

/** A page that was closed left this, and the server took it. */
function leave(more: Partial<Kept<Content>> = {}): void {
  const { kept } = rig({ seq: 2, sent: 2, base: '2.0', content: text('left'), ...more }).saver;
  here.set(kept.editor, structuredClone(kept));
}

/** A server where the draft ended: it takes again what it had, and shows nothing of it. */
async function ended(path: string, init: RequestInit): Promise<Response> {
  if (init.method === 'PUT') return Response.json({ rev: '2.0', durable: '2.0' });
  return path === '/api/v1/drafts' ? Response.json({ items: [] }) : gone();
}

beforeEach(() => {
  vi.useFakeTimers();
  here.clear();
  fetched.mockReset();
  fetched.mockImplementation(ended);
  vi.stubGlobal('fetch', fetched);
  looks();
  vi.stubGlobal('navigator', {});
});
afterEach(() => void vi.useRealTimers());

test('a text that was saved or thrown away elsewhere is forgotten, and nothing is open', async () => {
  leave();
  const editing = new Editing('ann');
  await editing.open(null);
  expect([editing.isBlank, editing.isDraft, here.size]).toEqual([true, false, 0]);
});

test('without an answer the kept one is open', async () => {
  leave();
  fetched.mockRejectedValue(new TypeError('no network'));
  const editing = new Editing('ann');
  await editing.open(null);
  expect([editing.content.text, editing.stage, here.size]).toEqual(['left', 'server', 1]);
});

test('what is typed while it is asked stays, as a draft of its own', async () => {
  leave();
  const yours = { id: 'c', rev: '1.1' };
  const conflict = { code: 'conflict', yours, theirs: { rev: '2.0', editor: 'o', at_ms: 7 } };
  const editing = new Editing('ann');
  fetched.mockImplementation(async (path, init) => {
    if (init.method === 'PUT') return Response.json(conflict, { status: 409 });
    editing.content.text = 'left, and more';
    editing.typed();
    return ended(path, init);
  });
  await editing.open(null);
  fetched.mockImplementation(async (path, init) =>
    init.method === 'PUT' ? Response.json(conflict, { status: 409 }) : ended(path, init),
  );
  await vi.advanceTimersByTimeAsync(1_000);
  expect([editing.content.text, editing.met, editing.id]).toEqual(['left, and more', null, 'c']);
  expect(here.get('e')).toMatchObject({ id: 'c', content: text('left, and more') });
});

test('what is typed before anything is opened stays open', async () => {
  const item = { id: 's', rev: '1.0', durable: null, copy_of: null, content: text('server') };
  const editing = new Editing('ann');
  fetched.mockImplementation(async (_, init) => {
    if (init.method === 'PUT') return Response.json({ rev: '1.0', durable: null });
    editing.content.text = 'typed';
    editing.typed();
    return Response.json({ items: [{ ...item, of: { what: 'entry', in: null } }] });
  });
  await editing.open(null);
  expect(editing.content.text).toBe('typed');
  expect(editing.id).not.toBe('s');
});

test('a draft that ended while two texts stood side by side is no choice any more', async () => {
  leave({ seq: 3 });
  const yours = { id: 'c', rev: '1.1' };
  const conflict = { code: 'conflict', yours, theirs: { rev: '5.0', editor: 'o', at_ms: 7 } };
  fetched.mockImplementation(async (_, init) =>
    init.method === 'PUT' ? Response.json(conflict, { status: 409 }) : Response.json({ id: 'd' }),
  );
  const editing = new Editing('ann');
  await editing.open(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(editing.met?.yours).toEqual(yours);
  fetched.mockImplementation(ended);
  await expect(editing.theirs()).rejects.toMatchObject({ status: 404 });
  expect([editing.met, editing.id, editing.content.text]).toEqual([null, 'c', 'left']);
});

test('what ended elsewhere can be discarded', async () => {
  leave();
  fetched.mockRejectedValueOnce(new TypeError('no network'));
  const editing = new Editing('ann');
  await editing.open(null);
  expect(editing.content.text).toBe('left');
  await editing.discard();
  expect([editing.isBlank, here.size]).toEqual([true, 0]);
});
