import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/toasts/toasts.svelte';
import { decide, type Refused } from '../api/quarantine';
import { t } from '../texts';

/** Tries a refused event again, or lets it go after confirmation. */
export async function settle(refused: Refused, action: 'retry' | 'discard'): Promise<void> {
  let reason: string | null = null;
  if (action === 'discard') {
    const consent = await confirmation.ask({
      title: t.quarantine.discardTitle,
      text: t.quarantine.discardText,
      verb: t.quarantine.discard,
      isDanger: true,
      reason: 'optional',
    });
    if (!consent) return;
    reason = consent.reason;
  }
  await attempt(
    () => decide(refused.id, action, reason),
    () => (action === 'retry' ? t.quarantine.written : t.quarantine.discarded),
  );
}
