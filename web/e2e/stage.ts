/** What the browser tests stand on: a running demo with a silent chat, and Chromium. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

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
  /** Where mails that were sent are shown. */
  mail_url: string;
  /** Where pushes go, and are shown. */
  push_url: string;
  webhook_secret: string;
  broadcaster_id: string;
  pids: Record<string, number>;
};

export const ready: Ready = JSON.parse(readFileSync(required('DOWNBEAT_E2E_READY_FILE'), 'utf8'));

const ARTIFACTS = new URL('./artifacts/', import.meta.url).pathname;

export function launch(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: required('DOWNBEAT_TEST_CHROMIUM'),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      ...more,
    ],
  });
}

/** Keeps a picture of the page, to be looked at. */
export async function keep(page: Page, name: string, transparent = false): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: `${ARTIFACTS}${name}.png`, omitBackground: transparent });
}

/** The same of a picture that was taken already. */
export function keepPicture(name: string, png: Uint8Array): void {
  mkdirSync(ARTIFACTS, { recursive: true });
  writeFileSync(`${ARTIFACTS}${name}.png`, png);
}

/** The same of all of it, however far down it goes. */
export async function keepWhole(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${ARTIFACTS}${name}.png`, fullPage: true });
}

/** Beside so many stories a server may be busy for a moment: pages ask again by themselves. */
const BUSY = 'status of 503';

/** Everything that went wrong on a page. */
export function troubles(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes(BUSY)) found.push(message.text());
  });
  return found;
}

/** Takes out what the browser wrote down of answers with `status`, and counts it. */
export function refused(found: string[], status: number): number {
  const [told, others] = [[] as string[], [] as string[]];
  for (const one of found.splice(0)) {
    (one.includes(`status of ${status}`) ? told : others).push(one);
  }
  found.push(...others);
  return told.length;
}

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test\``);
  return value;
}
