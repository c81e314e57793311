import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { makeLink } from '../links';
import { keepWhole, launch, ready, troubles } from '../stage';
import { command, demo } from './camp';

/** The streamer's page of a camp. */
export function owner(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let found: string[];

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({
      colorScheme: 'dark',
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    found = troubles(page);
    await page.goto(ready.dashboard_url);
    await page.goto(`${ready.api}/mission`);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  afterAll(() => browser.close());

  test('it shows how the camp is, in dark and light, and on a phone', async () => {
    await page.getByText('Out now').waitFor();
    for (const [colorScheme, width] of [
      ['dark', 1280],
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await keepWhole(page, `mission-owner-${colorScheme}-${width}`);
      expect(await barriers(page), `${colorScheme} ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('a test line is on the stream', async () => {
    await page.getByRole('button', { name: 'Show a test line' }).click();
    await page.getByText('A test line is on your stream').waitFor();
    await page.frameLocator('iframe').locator('.ticker li').first().waitFor();
  });

  test('settings are saved, and what the server would refuse is said before', async () => {
    const word = page.getByLabel('Chat command to go out alone');
    await word.fill(`!ebb${randomUUID().slice(0, 4)}`);
    const most = page.getByLabel('Survivors per party (max.)');
    await most.fill('9');
    await page.getByRole('button', { name: /^Fix 1 field/ }).click();
    await expect.poll(() => most.evaluate((field) => field === document.activeElement)).toBe(true);
    await most.fill('3');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).first().waitFor();
    await page.reload();
    await expect.poll(() => most.inputValue()).toBe('3');
    await most.fill('4');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).first().waitFor();
  });

  test('the camp is closed and opened', async () => {
    await page.getByRole('button', { name: 'Close camp' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close camp' }).click();
    await page.getByRole('button', { name: 'Open camp' }).click();
    await page.getByRole('button', { name: 'Close camp' }).waitFor();
  });

  test('a name is hidden from its line, and shown again', async () => {
    const hide = page.getByRole('button', { name: /^Hide name:/ }).first();
    await hide.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hide name' }).click();
    await page.getByRole('button', { name: 'Show again' }).first().click();
    await page.getByText('The name is shown again.').waitFor();
  });

  test('a moderator’s link closes and opens it, and hides names', async () => {
    const { url } = await makeLink(demo.mission_session_id, 'moderator');
    const other = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await other.goto(url);
    await other.getByText(/^Open,/).waitFor();
    expect(await barriers(other)).toEqual([]);
    other.on('dialog', (dialog) => dialog.accept());
    await other.getByRole('button', { name: 'Close the camp' }).click();
    await other.getByText(/^Closed/).waitFor();
    await other.getByRole('button', { name: 'Open the camp' }).click();
    await other.getByText(/^Open,/).waitFor();
    await other.getByLabel('Survivor’s page or id').fill('Wren');
    await other.getByRole('button', { name: 'Hide name', exact: true }).last().click();
    await other.getByText(/not the address of a survivor/).waitFor();
    await keepWhole(other, 'mission-moderator');
    await other.close();
    await command('test_line');
  });

  test('nothing went wrong on the way', () => {
    expect(found).toEqual([]);
  });
}
