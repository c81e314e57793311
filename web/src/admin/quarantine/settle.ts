import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/notices/notices.svelte';
import { decide, type Refused } from '../api/quarantine';

/** Tries a refused event again, or lets it go after confirmation. */
export async function settle(refused: Refused, action: 'retry' | 'discard'): Promise<void> {
  let reason: string | null = null;
  if (action === 'discard') {
    const consent = await confirmation.ask({
      title: 'Discard the event',
      text: 'It is never written to the history of its session. Its text stays here to be read.',
      verb: 'Discard',
      isDanger: true,
      reason: 'optional',
    });
    if (!consent) return;
    reason = consent.reason;
  }
  await attempt(
    () => decide(refused.id, action, reason),
    () => (action === 'retry' ? 'The event is written.' : 'The event is discarded.'),
  );
}
