import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/toasts/toasts.svelte';
import { type Queue, type QueueAction, setQueue } from '../api/queues';
import { t } from '../texts';

export async function change(queue: Queue, action: QueueAction): Promise<void> {
  let reason: string | null = null;
  if (action !== 'resume') {
    const verb = t.queues.verbs[action];
    const text = action === 'pause' ? t.queues.pauseText : t.queues.drainText;
    const title = t.queues.of(verb, queue.name);
    const consent = await confirmation.ask({ title, text, verb, reason: 'optional' });
    if (!consent) return;
    reason = consent.reason;
  }
  await attempt(
    () => setQueue(queue.name, action, reason),
    () => t.queues.said[action](queue.name),
  );
}
