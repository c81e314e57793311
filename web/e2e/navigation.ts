/** From page to page: what is always there, and what is not lost on the way. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keep, launch, ready } from './stage';
import { command, makeTimer } from './timer/timers';

export function navigation(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark' });
    page = await context.newPage();
    await page.goto(ready.dashboard_url);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  beforeEach(async () => {
    await page.close();
    page = await context.newPage();
  });

  afterAll(() => browser.close());

  test('the parts of the product are there at once, whoever it is (D8, D9)', async () => {
    let answer = () => {};
    const isKnown = new Promise<void>((done) => (answer = done));
    await page.route('**/api/v1/me', async (route) => {
      await isKnown;
      await route.continue();
    });
    await page.goto(`${ready.api}/timer`);
    const product = page.getByRole('navigation', { name: 'Product' });
    await product.getByRole('link', { name: 'Meter' }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Timers' }).waitFor();
    await expect.poll(() => page.locator('.mark.is-falling').count()).toBe(1);
    await keep(page, 'shell-before-name');
    answer();
    await page.locator('.top .name').waitFor();
    await expect.poll(() => page.locator('.mark.is-falling').count()).toBe(0);
  });

  test('no page is blank while an answer is slow: its shape is there (D8)', async () => {
    const timer = await makeTimer({ title: 'Slow' });
    for (const [name, path] of [
      ['desk', '/dashboard'],
      ['rounds', '/dashboard/rounds'],
      ['account', '/dashboard/account'],
      ['timers', '/timer'],
      ['timer', `/timer/${timer}`],
      ['links', `/timer/${timer}/links`],
      ['history', `/timer/${timer}/history`],
      ['friends', '/room/me/friends'],
      ['watched', '/room/me/history'],
      ['docs', '/api/docs'],
    ] as const) {
      const slow = await context.newPage();
      let answer = () => {};
      const isAnswered = new Promise<void>((done) => (answer = done));
      await slow.route(/\/api\/(v1|openapi)/, async (route) => {
        await isAnswered;
        await route.continue();
      });
      await slow.goto(ready.api + path);
      await slow.locator('.loading > *').first().waitFor();
      if (name !== 'docs') await slow.locator('.mark.is-falling').first().waitFor();
      await keep(slow, `slow-${name}`);
      answer();
      await slow.locator('.loading').first().waitFor({ state: 'detached' });
      await slow.close();
    }
  });

  test('whoever is signed in is greeted by name on the start page, until they leave (D21)', async () => {
    const other = await browser.newContext();
    page = await other.newPage();
    await page.goto(ready.dashboard_url);
    const name = await page.locator('.top .name').textContent();
    await page.goto(ready.api);
    await page.getByRole('link', { name: name ?? '', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Open your meter' }).waitFor();
    await page.goto(`${ready.api}/dashboard/account`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.goto(ready.api);
    await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor();
    await page.goto(`${ready.api}/dashboard`);
    await page.getByRole('heading', { name: 'Sign in to Downbeat' }).waitFor();
    await other.close();
  });

  test('what is not there is a page for people, and JSON for programs (D22)', async () => {
    const answer = await page.goto(`${ready.api}/nowhere`);
    expect(answer?.status()).toBe(404);
    await page.getByRole('heading', { level: 1, name: 'Page not found.' }).waitFor();
    await keep(page, 'not-found');
    const told = await fetch(`${ready.api}/nowhere`);
    expect(told.headers.get('content-type')).toContain('application/problem+json');
    expect(await told.json()).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('what is typed is not lost without a word (D24)', async () => {
    const timer = await makeTimer({ title: 'Unsaved' });
    await page.goto(`${ready.api}/timer/${timer}`);
    const tab = (name: string) =>
      page.getByRole('navigation', { name: 'This timer' }).getByRole('link', { name });
    await tab('Settings').click();
    const title = page.getByLabel('Title');
    await title.fill('Typed');
    await tab('Links').click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await expect.poll(() => title.inputValue()).toBe('Typed');
    await page.goBack();
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect(new URL(page.url()).pathname).toBe(`/timer/${timer}/settings`);
    await expect.poll(() => title.inputValue()).toBe('Typed');
    await tab('Links').click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'New link' }).waitFor();
    await tab('Settings').click();
    await expect.poll(() => title.inputValue()).toBe('Unsaved');
  });

  test('what was done is said where it covers nothing that is pressed (D12)', async () => {
    const timer = await makeTimer({ title: randomUUID() });
    await page.goto(`${ready.api}/timer/${timer}/settings`);
    await page.getByLabel('Title').fill('Said');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const said = page.getByText('Saved.', { exact: true });
    // It is shown for seconds only.
    const notice = await said.boundingBox();
    await page.getByLabel('Title').fill('Said again');
    const button = await page.getByRole('button', { name: 'Save', exact: true }).boundingBox();
    expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThan(button?.y ?? 0);
  });

  test('after a dialog the space bar is the clock’s again (D31)', async () => {
    const timer = await makeTimer({ title: 'Space' });
    await command(timer, 'start');
    await page.goto(`${ready.api}/timer/${timer}`);
    await page.getByRole('button', { name: 'Adjust the time of Ada' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Space');
    await page.locator('.clock.is-active').filter({ hasText: 'Kit' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('nothing moves for whoever wants less motion', async () => {
    const timer = await makeTimer({ title: 'Still' });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of ['/dashboard', '/dashboard/rounds', `/timer/${timer}`]) {
      await page.goto(ready.api + path);
      await page.locator('.mark[data-sign="live"], .dot').first().waitFor();
      await expect.poll(() => page.evaluate(moving), { message: path }).toEqual([]);
    }
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.goto(`${ready.api}/timer/${timer}`);
    await page.locator('.mark[data-sign="live"]').waitFor();
    await expect.poll(() => page.evaluate(moving)).toContain('breathe');
  });
}

/** What is animated or would be, by its name. */
function moving(): string[] {
  const styles = [...document.querySelectorAll('*')].map((one) => getComputedStyle(one));
  return styles.flatMap(({ animationName, transitionDuration }) => [
    ...(animationName === 'none' ? [] : [animationName]),
    ...(transitionDuration === '0s' ? [] : [transitionDuration]),
  ]);
}
