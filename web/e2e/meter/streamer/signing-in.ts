import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from '../../barriers';
import { keep, launch, ready } from '../../stage';
import * as desk from './desk';
import { consent, newLogin, refuse } from './twitch';

/** Ways to sign in that lead nowhere explain themselves and offer to start again. */
export function signingIn(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    context = await desk.newBrowser(browser);
    page = await context.newPage();
  });

  afterEach(() => context.close());

  async function startsAgain(title: string): Promise<void> {
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Start again' }).click();
    await page.getByRole('heading', { name: 'A simulated Twitch' }).waitFor();
  }

  async function isStranger(): Promise<void> {
    const answer = await context.request.get(`${ready.api}/api/v1/me`);
    expect(answer.status()).toBe(401);
  }

  test('whoever says no at Twitch', async () => {
    await page.goto(`${ready.api}/auth/twitch`);
    await refuse(page);
    await page.getByText('Nothing was made and nothing was kept.').waitFor();
    await keep(page, 'login-refused');
    await isStranger();
    await startsAgain('You said no at Twitch.');
  });

  test('whoever comes over http from elsewhere, where the settings say http', async () => {
    const elsewhere = await launch(['--host-resolver-rules=MAP nas.local 127.0.0.1']);
    const other = await elsewhere.newPage();
    const { port } = new URL(ready.api);
    const link = new URL(ready.dashboard_url).pathname;
    await other.goto(`http://nas.local:${port}${link}`);
    await desk.isOpen(other);
    const kept = (await other.context().cookies()).map(({ name, secure }) => [name, secure]);
    expect(kept).toEqual([['downbeat', false]]);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await other.context().cookies()).toEqual([]);
    await elsewhere.close();
  });

  test('whoever comes back with a state that was never given', async () => {
    await page.goto(`${ready.api}/auth/twitch/callback?code=a&state=b`);
    await isStranger();
    await startsAgain('This sign-in cannot be finished.');
  });

  test('whoever comes back with a state that was used', async () => {
    const back = page.waitForRequest((request) => request.url().includes('/callback'));
    await page.goto(`${ready.api}/auth/twitch`);
    await consent(page, newLogin());
    await desk.isOpen(page);
    await context.clearCookies();
    await page.goto((await back).url());
    await isStranger();
    await startsAgain('This sign-in cannot be finished.');
  });
}
