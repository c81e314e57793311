import { beforeEach, expect, test, vi } from 'vitest';
import { confirmation } from '../confirm/confirm.svelte';
import type { Kept } from './keep';
import { forgetAll, mayLeave } from './leaving';
import { here } from './memory';
import { looks, rig, text } from './rig';

vi.mock('./keep', () => import('./memory'));

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

function left(more: Partial<Kept> & { typed: string }): void {
  const { typed, ...rest } = more;
  const { kept } = rig().saver;
  const one = { ...kept, seq: 2, sent: 1, base: '1.0', content: text(typed), ...rest };
  here.set(one.editor, structuredClone(one));
}

beforeEach(() => {
  here.clear();
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  looks();
});

test('what is only here is sent, and then nothing of it is here', async () => {
  left({ typed: 'a message', of: { what: 'message', in: 'c' } });
  fetched.mockResolvedValue(Response.json({ rev: '2.0', durable: null }));
  expect(await mayLeave('ann')).toBe(true);
  expect(JSON.parse(String(fetched.mock.lastCall?.[1].body))).toMatchObject({
    of: { what: 'message', in: 'c' },
    content: { text: 'a message' },
  });
  expect([...here.values()].map(({ seq, sent }) => seq === sent)).toEqual([true]);
  await forgetAll('ann');
  expect(here.size).toBe(0);
});

test('what could not go is named, and stays where its person stays', async () => {
  left({ typed: 'from the tunnel\nand on', of: { what: 'comment', in: 'm' } });
  fetched.mockRejectedValue(new TypeError('no network'));
  const asked = vi.spyOn(confirmation, 'ask').mockResolvedValue(null);
  expect(await mayLeave('ann')).toBe(false);
  expect(asked.mock.lastCall?.[0].text).toContain('comment “from the tunnel”');
  expect(here.size).toBe(1);
});

test('who gives it up may go, and it is there until they are gone', async () => {
  for (const editor of ['e1', 'e2', 'e3', 'e4']) left({ typed: editor, editor });
  fetched.mockRejectedValue(new TypeError('no network'));
  const asked = vi.spyOn(confirmation, 'ask').mockResolvedValue({ reason: null });
  expect(await mayLeave('ann')).toBe(true);
  expect(asked.mock.lastCall?.[0].text).toContain('“e3”, and others');
  expect(here.size).toBe(4);
});
