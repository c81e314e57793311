/** What a round came to, for whoever looked away; and what a round with choices leaves out. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../stage';
import * as desk from './desk';
import { newLogin } from './twitch';

export function results(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser);
    page = await desk.comeIn(context, newLogin());
  });

  afterAll(() => browser.close());

  test('the last result stays until it is put aside (D17)', async () => {
    await desk.ask(page, 'Jump the gap?');
    await desk.stop(page);
    const again = page.getByRole('button', { name: 'Ask another question' });
    await page.reload();
    await again.waitFor();
    await page.locator('.round').getByText('Jump the gap?').first().waitFor();
    await again.click();
    await page.getByRole('button', { name: 'Start round' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Start round' }).waitFor();
    await expect.poll(() => again.count()).toBe(0);
  });

  test('a round with choices has no centre to go back to, and no test votes (D19)', async () => {
    await page.getByRole('textbox', { name: 'Question' }).fill('Which way?');
    await desk.choose(page, 'Choices');
    await page.getByLabel('Choice 1: label').fill('Left');
    await page.getByLabel('Choice 2: label').fill('Right');
    await page.getByRole('button', { name: 'Start round' }).click();
    await page.getByText('Test votes and resetting are off during a round with choices.').waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Reset to centre' }).isDisabled())
      .toBe(true);
    await desk.stop(page);
  });
}
