/** What operators typed, and what people did, in the console. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, ready } from '../stage';
import { command, makeTimer } from '../timer/timers';
import { ESCAPED, TURNED, turned, YES } from './turned';

export function operators(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(ready.admin_url);
    await page.goto(`${ready.api}/admin/schedules`);
    await page.getByRole('heading', { name: 'Schedules' }).waitFor();
  });

  afterAll(() => browser.close());

  async function keepsApart(where: string): Promise<void> {
    const { found, wrong } = await turned(page);
    expect(wrong, where).toEqual([]);
    expect(found, where).toBeGreaterThan(0);
  }

  test('why something was done is counted as it is typed, and stands apart in the audit', async () => {
    await page
      .getByRole('button', { name: /^Run now/ })
      .first()
      .click();
    const why = page.getByRole('dialog').getByLabel(/^Reason/);
    await why.fill('🎉'.repeat(201));
    await page.getByText('1 to 200 characters').waitFor();
    const run = page.getByRole('dialog').getByRole('button', { name: 'Run now' });
    await expect.poll(() => run.isDisabled()).toBe(true);
    await why.fill('🎉'.repeat(200));
    await page.getByText('1 to 200 characters').waitFor({ state: 'detached' });
    await why.fill(YES);
    await keepsApart('asking');
    await run.click();
    await page.getByText('is queued.').waitFor();
    await page.goto(`${ready.api}/admin/audit`);
    await page.getByText(YES, { exact: true }).first().waitFor();
    await keepsApart('the audit');
    await page.locator('tr', { hasText: YES }).first().locator('a[data-open]').click();
    await page.locator('aside').getByText(YES, { exact: true }).waitFor();
    await keepsApart('an entry');
  });

  test('JSON turns nothing', async () => {
    const timer = await makeTimer();
    for (const name of [TURNED, ESCAPED]) await command(timer, 'add_participant', { name });
    await page.goto(`${ready.api}/admin/sessions/${timer}`);
    const told = page.locator('aside');
    await expect.poll(() => told.textContent()).toContain('\\u202eadA');
    await expect.poll(() => told.textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
}
