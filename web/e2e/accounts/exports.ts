/** Somebody takes along all that is kept of them: asks, waits, downloads, deletes. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready, troubles } from '../stage';

export function exports(): void {
  let browser: Browser;
  let page: Page;
  let found: string[];

  beforeAll(async () => {
    browser = await launch();
    const context = await browser.newContext({ colorScheme: 'dark' });
    page = await context.newPage();
    found = troubles(page);
    await page.goto(ready.dashboard_url);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.goto(`${ready.api}/dashboard/account`);
  });

  afterAll(() => browser.close());

  const data = () => page.getByRole('region', { name: 'Your data' });

  test('an export is asked for by keyboard, and is there once it is written', async () => {
    await data().getByText('No exports.').waitFor();
    await data().getByRole('button', { name: 'Export everything' }).focus();
    await page.keyboard.press('Enter');
    await data().getByRole('link', { name: 'Download' }).waitFor();
    await data().getByText('Deleted').waitFor();
    for (const [width, colorScheme] of [
      [1280, 'dark'],
      [390, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await data().scrollIntoViewIfNeeded();
      await keep(page, `account-exports-${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `at ${width}`).toBeLessThanOrEqual(0);
      expect(await barriers(page)).toEqual([]);
    }
  });

  test('its file is a ZIP file with a journal to read', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      data().getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('downbeat.zip');
    const file = readFileSync(await download.path());
    expect(file.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(file.includes('journal/journal.md')).toBe(true);
  });

  test('what is deleted is gone', async () => {
    await data().getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete export' }).click();
    await data().getByText('No exports.').waitFor();
    expect(found).toEqual([]);
  });
}
