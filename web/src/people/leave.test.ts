import { beforeEach, expect, test, vi } from 'vitest';
import { signsWith } from '../kit/api/client';
import { confirmation } from '../kit/confirm/confirm.svelte';
import { here } from '../kit/drafts/memory';
import { looks, rig, text } from '../kit/drafts/rig';
import { leave } from './leave.svelte';
import { reader } from './reader.svelte';

vi.mock('../kit/drafts/keep', () => import('../kit/drafts/memory'));

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  here.clear();
  const { kept } = rig({ seq: 2, sent: 1, content: text('from the tunnel') }).saver;
  here.set(kept.editor, kept);
  signsWith('token');
  fetched.mockReset();
  fetched.mockRejectedValue(new TypeError('no network'));
  vi.stubGlobal('fetch', fetched);
  looks();
  vi.spyOn(confirmation, 'ask').mockResolvedValue({ reason: null });
});

/** The server is there again for whoever goes, and still takes no draft. */
function answersLogout(answer: () => Response): void {
  fetched.mockImplementation(async (path) => {
    if (path === '/auth/logout') return answer();
    throw new TypeError('no network');
  });
}

test('whoever could not be signed out has what they gave up', async () => {
  const left = vi.spyOn(reader, 'leave');
  await leave('here');
  expect(confirmation.ask).toHaveBeenCalledTimes(1);
  expect([left.mock.calls, here.size]).toEqual([[], 1]);
});

test('whoever is signed out leaves nothing', async () => {
  const left = vi.spyOn(reader, 'leave').mockReturnValue();
  answersLogout(() => new Response(null, { status: 204 }));
  await leave('here');
  expect([left.mock.lastCall, here.size]).toEqual([[true], 0]);
});

test('whoever is signed in no more has left already', async () => {
  const left = vi.spyOn(reader, 'leave').mockReturnValue();
  answersLogout(() => Response.json({ code: 'signed_out' }, { status: 401 }));
  await leave('here');
  expect([left.mock.lastCall, here.size]).toEqual([[true], 0]);
});
