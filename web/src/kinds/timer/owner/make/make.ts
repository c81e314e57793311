/** A timer is made, by whoever it is. */
import { reader } from '../../../../people/reader.svelte';
import type { ConfigGiven, Timer } from '../api/model';
import { makeTimer } from '../api/sessions';

export async function make(config: ConfigGiven, key: string): Promise<Timer> {
  if (!reader.isSignedOut) return makeTimer(config, key);
  const timer = await makeTimer(config, null);
  // A stranger was given a guest's cookie.
  await reader.arrive();
  return timer;
}
