/** Signing out, in this browser or in every one. */
import { confirmation } from '../kit/confirm/confirm.svelte';
import { attempt } from '../kit/notices/notices.svelte';
import { signOut, signOutEverywhere } from './me';
import { reader } from './reader.svelte';

export async function leave(where: 'here' | 'everywhere'): Promise<void> {
  if (where === 'everywhere') {
    const consent = await confirmation.ask({
      title: 'Sign out everywhere',
      text: 'Every browser you are signed in with is signed out, this one too. Overlays and API tokens go on.',
      verb: 'Sign out everywhere',
      reason: 'none',
    });
    if (!consent) return;
  }
  await attempt(
    async () => {
      await (where === 'here' ? signOut() : signOutEverywhere());
      reader.isSignedOut = true;
    },
    () => null,
  );
}
