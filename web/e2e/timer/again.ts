/** Before a game and after it: a link for everyone, and the same once more. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { keep, launch, ready } from '../stage';
import { command, makeLink, makeTimer } from './timers';

export function again(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark' });
    const first = await context.newPage();
    await first.goto(ready.dashboard_url);
    await first.getByRole('heading', { name: 'Settings' }).waitFor();
    await first.close();
  });

  beforeEach(async () => {
    page = await context.newPage();
  });

  afterEach(() => page.close());

  afterAll(() => browser.close());

  test('after a game there is the same once more, and with the sides swapped (D10)', async () => {
    const timer = await makeTimer({ title: 'Rematch' });
    await command(timer, 'start');
    await command(timer, 'complete', { outcome: '1-0' });
    await page.goto(`${ready.api}/timer/${timer}`);
    await page.getByRole('button', { name: 'Play again' }).waitFor();
    await keep(page, 'timer-over');
    await page.getByRole('button', { name: 'Rematch, sides swapped' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(timer) && url.pathname !== '/timer');
    await page.getByRole('button', { name: /^Start/ }).waitFor();
    await expect.poll(() => page.locator('.clock b').allTextContents()).toEqual(['Kit', 'Ada']);

    await page.goto(`${ready.api}/timer/${timer}`);
    await page.getByRole('link', { name: 'New with these players' }).click();
    await page.getByRole('heading', { level: 1, name: 'New timer' }).waitFor();
    await expect.poll(() => page.getByLabel('Name of player 1').inputValue()).toBe('Ada');
  });

  test('all players have a link at once, on a sheet (D28)', async () => {
    const participants = ['Ada', 'Kit', 'Sam'].map((name) => ({ id: name.toLowerCase(), name }));
    const timer = await makeTimer({ title: 'Sheet', participants });
    await page.goto(`${ready.api}/timer/${timer}/links`);
    await page.getByText('3 players have no link yet.').waitFor();
    await page.getByRole('button', { name: 'Show all as a sheet' }).click();
    const sheet = page.getByRole('dialog', { name: 'Sheet' });
    for (const name of ['Ada', 'Kit', 'Sam'])
      await sheet.getByText(name, { exact: true }).waitFor();
    await expect.poll(() => sheet.getByRole('img').count()).toBe(3);
    await keep(page, 'timer-sheet');
    await sheet.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Every player has a link.').waitFor();
  });

  test('a device is silent until somebody turns its sound on, and keeps that (D35)', async () => {
    const timer = await makeTimer({ title: 'Sound' });
    await page.goto((await makeLink(timer, 'table')).url);
    const sound = page.getByRole('button', { name: 'Sound' });
    const isOn = () => sound.getAttribute('aria-pressed');
    await expect.poll(isOn).toBe('false');
    await sound.click();
    await expect.poll(isOn).toBe('true');
    await page.reload();
    await expect.poll(isOn).toBe('true');
  });
}
