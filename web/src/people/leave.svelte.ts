/** Signing out, in this browser or in every one. */
import { asProblem } from '../kit/api/problem';
import { confirmation } from '../kit/confirm/confirm.svelte';
import { load } from '../kit/load';
import { t } from '../kit/texts';
import { attempt } from '../kit/toasts/toasts.svelte';
import { signOut, signOutEverywhere } from './me';
import { reader } from './reader.svelte';

/** What is done first where somebody signs out here; `false` stays. */
type Last = () => Promise<boolean>;

const lasts = new Set<Last>();

/** For as long as a component is there. */
export function beforeLeaving(last: Last): void {
  $effect(() => {
    lasts.add(last);
    return () => lasts.delete(last);
  });
}

export async function leave(where: 'here' | 'everywhere'): Promise<void> {
  if (where === 'everywhere') {
    const consent = await confirmation.ask({
      title: t.leaving.title,
      text: t.leaving.text,
      verb: t.leaving.title,
      reason: 'none',
    });
    if (!consent) return;
  }
  for (const last of lasts) if (!(await last())) return;
  // Most who sign out typed nothing: pages are lighter without it.
  const { forgetAll, mayLeave } = await load(() => import('../kit/drafts/leaving'));
  const user = reader.me?.id;
  if (user && !(await mayLeave(user))) return;
  await attempt(
    async () => {
      await (where === 'here' ? signOut() : signOutEverywhere()).catch(unlessOut);
      // Where nobody could be signed out, what was given up is there still.
      if (user) await forgetAll(user);
      reader.leave(true);
    },
    () => null,
  );
}

/** Whoever is not signed in any more has left already. */
function unlessOut(error: unknown): void {
  if (asProblem(error).status !== 401) throw error;
}
