import { asking } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/notices/notices.svelte';
import { decide, type Refused } from '../api/quarantine';

/** Tries a refused event again, or lets it go after asking. */
export async function settle(refused: Refused, deed: 'retry' | 'discard'): Promise<void> {
  let reason: string | null = null;
  if (deed === 'discard') {
    const consent = await asking.ask({
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
    () => decide(refused.id, deed, reason),
    () => (deed === 'retry' ? 'The event is written.' : 'The event is discarded.'),
  );
}
