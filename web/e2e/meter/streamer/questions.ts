/** Questions that are written before the stream, and asked when it is time. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../../barriers';
import { keep, launch } from '../../stage';
import * as desk from './desk';
import { newLogin } from './twitch';

export function questions(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser);
    page = await desk.comeIn(context, newLogin());
  });

  afterAll(() => browser.close());

  const field = (of: Page) => of.getByRole('textbox', { name: 'Question' });
  const saved = (of: Page) => of.getByRole('list', { name: 'Saved questions' });

  test('a saved question is there in a new browser, and is asked as it was written', async () => {
    await field(page).fill('Which door?');
    await desk.choose(page, 'Choices', '2 min');
    await page.getByLabel('Choice 1: label').fill('The red one');
    await page.getByLabel('Choice 2: label').fill('The blue one');
    await page.getByRole('button', { name: 'Save question' }).click();
    await saved(page).getByRole('button', { name: 'Which door?', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save question' }).click();
    await page.getByText('This question is already saved.').waitFor();

    const other = await desk.another(browser, context);
    const elsewhere = await desk.openDesk(other);
    await saved(elsewhere).getByRole('button', { name: 'Which door?', exact: true }).click();
    await expect.poll(() => field(elsewhere).inputValue()).toBe('Which door?');
    await expect
      .poll(() => elsewhere.getByLabel('Choice 2: label').inputValue())
      .toBe('The blue one');
    await keep(elsewhere, 'dashboard-saved-questions');
    expect(await barriers(elsewhere)).toEqual([]);
    await elsewhere.getByRole('button', { name: 'Start round' }).click();
    await elsewhere.getByText('The blue one').first().waitFor();
    await desk.stop(elsewhere);
    await elsewhere.getByRole('button', { name: 'Ask another question' }).click();
    await elsewhere.getByRole('button', { name: 'Delete the question Which door?' }).click();
    await saved(elsewhere).waitFor({ state: 'detached' });
    await other.close();
  });

  test('what could not be asked is not saved', async () => {
    // The other browser's round has ended here, too, and its result is still shown.
    await page.getByRole('button', { name: 'Ask another question' }).click();
    await field(page).fill('');
    await desk.choose(page, 'Two sides');
    const before = await page.getByText('Question saved.').count();
    await page.getByRole('button', { name: 'Save question' }).click();
    await page.locator('.round .fault').first().waitFor();
    expect(await page.getByText('Question saved.').count()).toBeLessThanOrEqual(before);
  });
}
