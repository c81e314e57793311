import { confirmation } from '../../kit/confirm/confirm.svelte';
import { attempt } from '../../kit/notices/notices.svelte';
import { type Queue, type QueueAction, setQueue } from '../api/queues';

const HOLDS = {
  pause: {
    verb: 'Pause',
    text: 'Nothing of it starts until you resume it. What runs now goes on to its end.',
  },
  drain: {
    verb: 'Drain',
    text: 'What waits now still runs. What comes later is held until you resume it.',
  },
} as const;

const SAID: Readonly<Record<QueueAction, string>> = {
  pause: 'is paused',
  drain: 'drains',
  resume: 'goes on',
};

export async function change(queue: Queue, action: QueueAction): Promise<void> {
  let reason: string | null = null;
  if (action !== 'resume') {
    const { verb, text } = HOLDS[action];
    const title = `${verb} ${queue.name}`;
    const consent = await confirmation.ask({ title, text, verb, reason: 'optional' });
    if (!consent) return;
    reason = consent.reason;
  }
  await attempt(
    () => setQueue(queue.name, action, reason),
    () => `${queue.name} ${SAID[action]}.`,
  );
}
