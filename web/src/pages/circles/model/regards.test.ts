import { expect, test, vi } from 'vitest';
import { endRegard, setRegard } from './people';
import { hearRegards } from './regards';

test('other tabs hear who is blocked, muted, or not any more', async () => {
  vi.stubGlobal('fetch', async () => Response.json({}));
  const heard = vi.fn();
  const stop = hearRegards(heard);
  await setRegard('p', 'follow');
  await setRegard('p', 'block');
  await setRegard('p', 'mute');
  await endRegard('p', 'mute');
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(3));
  stop();
});
