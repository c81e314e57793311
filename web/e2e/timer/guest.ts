/** A timer without an account, from the landing page to signing in. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';

const COOKIE = /^(__Host-)?downbeat-guest$/;

export function guest(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark', reducedMotion: 'reduce' });
    page = await context.newPage();
  });

  afterAll(() => browser.close());

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const cookies = async () => (await context.cookies()).filter(({ name }) => COOKIE.test(name));

  test('one click on the landing page, and the table’s clock is there (D9)', async () => {
    await page.goto(ready.api);
    await page.getByRole('link', { name: 'Start a chess clock' }).click();
    await page.waitForURL(/\/join\/[^#]+#/);
    await page.getByText('You begin').waitFor();
    await page.getByText('Tap to start').waitFor();
    expect(await cookies()).toHaveLength(1);
    // The way back makes no other.
    await page.goBack();
    await page.getByRole('link', { name: 'Start a chess clock' }).waitFor();
  });

  test('it is found again in this browser, which says for how long', async () => {
    await page.goto(`${ready.api}/timer`);
    await heading('Timers');
    await page.getByText('kept in this browser for 30 days').waitFor();
    await expect.poll(() => page.locator('.timers .row').count()).toBe(1);
    await page.getByText('Guest', { exact: true }).waitFor();
    await keep(page, 'timer-guest-list');
    expect(await barriers(page)).toEqual([]);
    const other = await browser.newPage();
    await other.goto(`${ready.api}/timer`);
    await other.getByRole('heading', { name: 'Sign in to Downbeat' }).waitFor();
    await other.getByRole('link', { name: 'New timer without an account' }).waitFor();
    await other.close();
  });

  test('a stranger sets a timer up and runs it', async () => {
    const fresh = await browser.newContext({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const stranger = await fresh.newPage();
    await stranger.goto(`${ready.api}/timer`);
    await stranger.getByRole('link', { name: 'New timer without an account' }).click();
    await stranger.getByRole('heading', { level: 1, name: 'New timer' }).waitFor();
    expect(await stranger.getByRole('button', { name: 'Save as template' }).count()).toBe(0);
    await stranger.getByLabel('Title').fill('Class 4b');
    await stranger.getByRole('button', { name: 'Create', exact: true }).click();
    await stranger.getByRole('heading', { level: 1, name: 'Class 4b' }).waitFor();
    await stranger.getByText('Live', { exact: true }).waitFor();
    await stranger.keyboard.press('Space');
    await stranger.locator('.clock.is-active').waitFor();
    await stranger.getByRole('link', { name: 'Settings' }).click();
    await stranger.getByRole('button', { name: 'Delete timer' }).waitFor();
    expect(await stranger.getByRole('heading', { name: 'Webhook' }).count()).toBe(0);
    await stranger.getByRole('link', { name: 'Account' }).click();
    await stranger.getByText('You have no account.').waitFor();
    await stranger.goto(`${ready.api}/timer?lang=de`);
    await stranger.getByText('Diese Timer bleiben in diesem Browser').waitFor();
    await fresh.close();
  });

  test('whoever signs in has it from then on', async () => {
    const title = await page.locator('.timers .row b').first().textContent();
    await page.goto(ready.dashboard_url);
    await page.goto(`${ready.api}/timer`);
    await heading('Timers');
    await page
      .getByRole('link', { name: title ?? '' })
      .first()
      .waitFor();
    expect(await page.getByText('kept in this browser').count()).toBe(0);
    await expect.poll(cookies).toEqual([]);
  });
}
