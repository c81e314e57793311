import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLink } from '../links';
import { keep, launch, ready, troubles } from '../stage';
import { say } from './bar';

/** Whoever has a moderator's link runs rounds by it, on a phone. */
export function moderator(): void {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  });

  afterAll(() => browser.close());

  test('a round is asked, extended, and stopped', async () => {
    const found = troubles(page);
    await page.goto((await makeLink(ready.session_id, 'moderator')).url);
    await page.getByRole('textbox', { name: 'Question' }).fill('Where to?');
    await page.getByLabel('Choices, one per line').fill('Castle\nWoods');
    await keep(page, 'moderator-asks');
    await page.getByRole('button', { name: 'Start round' }).click();
    const rows = page.getByRole('listitem');
    await rows.filter({ hasText: 'Castle' }).waitFor();
    for (const word of ['2', '2', '1']) await say(word);
    await rows.filter({ hasText: 'Woods' }).getByText('67%').waitFor();
    await page.getByRole('button', { name: '+30 s' }).click();
    await keep(page, 'moderator-runs');
    await page.getByRole('button', { name: 'Stop and show the result' }).click();
    await page.locator('[data-won]').getByText('Woods').waitFor();
    await page.getByRole('textbox', { name: 'Question' }).waitFor();
    expect(found).toEqual([]);
  });

  test('a viewer looks on', async () => {
    await page.goto((await makeLink(ready.session_id, 'viewer')).url);
    await page.locator('[data-shows]').waitFor();
    expect(await page.getByRole('textbox', { name: 'Question' }).count()).toBe(0);
  });
}
