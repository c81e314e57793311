import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asked, patiently } from '../../asked';
import { barriers } from '../../barriers';
import { sql } from '../../database';
import { keep, launch, ready } from '../../stage';
import * as desk from './desk';
import { comesBackTo, newLogin, refuse } from './twitch';

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
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'A simulated Twitch' }).waitFor();
  }

  async function isStranger(): Promise<void> {
    const answer = await patiently(() => context.request.get(`${ready.api}/api/v1/me`));
    expect(answer.status()).toBe(401);
  }

  test('whoever says no at Twitch', async () => {
    await page.goto(`${ready.api}/auth/twitch`);
    await refuse(page);
    await page.getByText('Nothing was saved.').waitFor();
    await keep(page, 'login-refused');
    await isStranger();
    await startsAgain('Sign-in cancelled.');
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
    // The page may be told by its socket before the answer is there.
    await expect.poll(() => other.context().cookies()).toEqual([]);
    await elsewhere.close();
  });

  test('whoever opens a login link is asked first, and comes in by its button', async () => {
    const token = `once-${Date.now()}`;
    sql(`INSERT INTO login_link (hash, user_id, lands_on, expires_at)
      SELECT sha256('${token}'), user_id, '/dashboard', now() + interval '1 hour'
      FROM login_link WHERE is_reusable AND lands_on = '/dashboard' LIMIT 1`);
    const link = `${ready.api}/auth/once/${token}`;
    for (const _ of [1, 2]) {
      await page.goto(link);
      await page.getByRole('heading', { level: 1, name: /^Sign in as .+\?$/ }).waitFor();
    }
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'login-link');
    await isStranger();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await desk.isOpen(page);
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'This link is no longer valid.' }).waitFor();
  });

  test('whoever comes back with a state that was never given', async () => {
    await page.goto(`${ready.api}/auth/twitch/callback?code=a&state=b`);
    await isStranger();
    await startsAgain('This sign-in has expired.');
  });

  test('whoever comes back with a state that was used', async () => {
    await page.goto(`${ready.api}/auth/twitch`);
    const login = newLogin();
    const [first, again] = [await comesBackTo(page, login), await comesBackTo(page, login)];
    const cookies = await context.cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const used = await asked(first, { headers: { cookie }, redirect: 'manual' });
    expect(used.headers.get('location')).toBe('/dashboard');
    // The cookie is there as it was, and Twitch's code is a new one.
    await page.goto(again);
    await isStranger();
    await startsAgain('This sign-in has expired.');
  });
}
