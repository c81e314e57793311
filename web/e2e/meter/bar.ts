/** A meter's bar, and the chat that pushes it. */
import { createHmac, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { asked } from '../asked';
import { ready } from '../stage';

/** A signed chat message of somebody new. */
export async function say(text: string): Promise<void> {
  const id = randomUUID();
  const broadcaster = ready.broadcaster_id;
  const body = JSON.stringify({
    subscription: { id: 's1', type: 'channel.chat.message', version: '1', status: 'enabled' },
    event: {
      broadcaster_user_id: broadcaster,
      chatter_user_id: id,
      message_id: id,
      message: { text, fragments: [{ type: 'text', text }] },
    },
  });
  const timestamp = new Date().toISOString();
  const signature = createHmac('sha256', ready.webhook_secret)
    .update(id + timestamp + body)
    .digest('hex');
  const answer = await asked(ready.webhook_url, {
    method: 'POST',
    body,
    headers: {
      'Twitch-Eventsub-Message-Id': id,
      'Twitch-Eventsub-Message-Timestamp': timestamp,
      'Twitch-Eventsub-Message-Signature': `sha256=${signature}`,
      'Twitch-Eventsub-Message-Type': 'notification',
      'Twitch-Eventsub-Subscription-Type': 'channel.chat.message',
    },
  });
  expect(answer.status).toBe(204);
}

/** Where the bar's mark is, as assistive technology is told. */
export async function value(page: Page): Promise<number> {
  return Number(await page.getByRole('meter').getAttribute('aria-valuenow'));
}

/** Waits until the mark is where it should be. */
export async function until(page: Page, right: (value: number) => boolean): Promise<void> {
  await expect.poll(() => value(page).then(right), { timeout: 20_000, interval: 30 }).toBe(true);
}

/** Has chat say it until the mark is where it should be: between two messages it goes back. */
export async function push(
  page: Page,
  text: string,
  right: (value: number) => boolean,
): Promise<void> {
  await expect
    .poll(async () => {
      await say(text);
      return right(await value(page));
    })
    .toBe(true);
}
