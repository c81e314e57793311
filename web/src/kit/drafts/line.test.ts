import { beforeEach, expect, test, vi } from 'vitest';
import { reader } from '../../people/reader.svelte';
import { isGone, send } from './line';
import { looks, rig } from './rig';

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const gone = () => Response.json({ code: 'not_found' }, { status: 404 });
const yours = { id: 'c', rev: '1.1' };
const theirs = { rev: '5.0', editor: 'o', at_ms: 7 };
const conflict = () => Response.json({ code: 'conflict', yours, theirs }, { status: 409 });
const { kept } = rig({ seq: 2, sent: 1, base: '1.0' }).saver;

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  looks();
});

test('where another text stands it is told', async () => {
  fetched.mockResolvedValueOnce(conflict()).mockResolvedValueOnce(Response.json({ id: 'd' }));
  expect(await send(kept)).toEqual({ is: 'conflict', yours, theirs });
  expect(fetched.mock.lastCall?.[0]).toBe('/api/v1/drafts/d');
});

test('where the draft ended nothing stands, and the copy is what is written', async () => {
  fetched.mockResolvedValueOnce(conflict()).mockResolvedValueOnce(gone());
  expect(await send(kept)).toEqual({ is: 'taken', id: 'c', rev: '1.1', durable: null });
});

test('a server that does not say whether it ended is not taken at its word', async () => {
  fetched.mockResolvedValueOnce(conflict()).mockRejectedValueOnce(new TypeError('no network'));
  expect(await send(kept)).toMatchObject({ is: 'conflict' });
  fetched.mockRejectedValueOnce(new TypeError('no network'));
  expect(await isGone('d')).toBe(false);
});

test('another who is signed in here sends nothing of it', async () => {
  looks('ben');
  expect(await send(kept)).toEqual({ is: 'refused', why: 'signed_out' });
  expect(fetched).not.toHaveBeenCalled();
});

test('a page that does not know who looks asks that first', async () => {
  vi.spyOn(reader, 'me', 'get').mockReturnValue(undefined);
  const known = vi.spyOn(reader, 'arrive').mockResolvedValue();
  expect(await send(kept)).toEqual({ is: 'refused', why: 'offline' });
  expect([known.mock.calls.length, fetched.mock.calls.length]).toEqual([1, 0]);
});
