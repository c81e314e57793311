/** What a timer was, in figures that agree with each other. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import { command, makeTimer } from './timers';

export function timerHistory(): void {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    await page.goto(ready.dashboard_url);
    const timer = await makeTimer({ title: 'In figures', budget_ms: 600_000 });
    await command(timer, 'start');
    await command(timer, 'adjust', { participant: 'a', ms: 60_000, reason: 'a late start' });
    for (const to of ['b', 'a', 'b']) await command(timer, 'switch', { to });
    await command(timer, 'complete', { outcome: '1-0' });
    await page.goto(`${ready.api}/timer/${timer}/history`);
    await page.getByText('Ended: Completed', { exact: false }).first().waitFor();
  });

  afterAll(() => browser.close());

  test('each player has turns, a total, an average and a longest turn (D33)', async () => {
    const totals = page.getByRole('region', { name: 'Time per player' });
    const heads = await totals.getByRole('columnheader').allTextContents();
    expect(heads).toEqual(['Player', 'Turns', 'Total', 'Average', 'Longest']);
    for (const [at, name] of ['Ada', 'Kit'].entries()) {
      const row = totals.getByRole('row').nth(at + 1);
      await expect.poll(() => row.getByRole('rowheader').textContent()).toBe(name);
      await expect.poll(() => row.getByRole('cell').first().textContent()).toBe('2');
    }
    await keep(page, 'timer-history-figures');
    expect(await barriers(page)).toEqual([]);
  });

  test('the replay counts steps, the list events, and each says which it counts (D33)', async () => {
    await page.getByText(/^\d+ events/).waitFor();
    await page.getByText(/^Step (\d+) of \1 · /).waitFor();
  });

  test('an end is said once, and times stand below each other (D33)', async () => {
    const end = await page.locator('.events li').last().textContent();
    expect(end).toContain('Ended: Completed, 1-0');
    expect(end?.match(/1-0/g)).toHaveLength(1);
    const widths = await page
      .locator('.events time')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(1);
  });
}
