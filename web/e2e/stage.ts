/** What the browser tests stand on: a running demo with a silent chat, and Chromium. */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

type Ready = {
  api: string;
  overlay_url: string;
  database_url: string;
  redis_live_url: string;
  /** Signs a fresh browser in to the console, any number of times. */
  admin_url: string;
  /** The same for the pages of the streamer. */
  dashboard_url: string;
  session_id: string;
  /** May do everything that the owner of the session may. */
  api_token: string;
  webhook_url: string;
  twitch_url: string;
  webhook_secret: string;
  broadcaster_id: string;
  pids: Record<string, number>;
};

export const ready: Ready = JSON.parse(readFileSync(required('DOWNBEAT_E2E_READY_FILE'), 'utf8'));

const ARTIFACTS = new URL('./artifacts/', import.meta.url).pathname;

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: required('DOWNBEAT_TEST_CHROMIUM'),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });
}

/** Keeps a picture of the page, to be looked at. */
export async function keep(page: Page, name: string, transparent = false): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: `${ARTIFACTS}${name}.png`, omitBackground: transparent });
}

/** The same of all of it, however far down it goes. */
export async function keepWhole(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${ARTIFACTS}${name}.png`, fullPage: true });
}

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
  const answer = await fetch(ready.webhook_url, {
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

/** Everything that went wrong on a page. */
export function troubles(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  return found;
}

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test\``);
  return value;
}
