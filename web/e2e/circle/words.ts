/** Words that a circle looks out for: what has one is shown and reviewed, held, or not said. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch } from '../stage';
import {
  CIRCLES,
  field,
  fitsPhone,
  kept,
  makeCircle,
  message,
  newName,
  type Person,
  person,
  visit,
} from './circles';

export function words(): void {
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name: newName('Mill') }, [ben]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { page } of [ada, ben]) console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const region = (page: Page) => page.getByRole('region', { name: 'Words', exact: true });
  const list = (page: Page, act: string) => region(page).getByLabel(act, { exact: true });
  const save = (page: Page) => region(page).getByRole('button', { name: 'Save', exact: true });

  async function writes(text: string): Promise<void> {
    await field(ben.page).fill(text);
    await ben.page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  test('words are kept as they were typed, and what is wrong is told', async () => {
    const { page } = ada;
    await page.goto(`${CIRCLES}/${circle}/settings`);
    await list(page, 'Show, and review').fill('odd');
    await list(page, 'Hold').fill('rude');
    await list(page, 'Do not say').fill('w'.repeat(61));
    await save(page).click();
    await region(page).getByText('A word has 60 characters at most').waitFor();
    await list(page, 'Do not say').fill('buy now');
    // What is typed here stays when the rest of the settings is saved.
    await page.getByLabel('About', { exact: true }).fill('Where we grind.');
    const settings = page.getByRole('region', { name: 'Settings of the circle' });
    await settings.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await expect.poll(() => list(page, 'Do not say').inputValue()).toBe('buy now');
    await keep(page, 'circle-words');
    expect(await barriers(page)).toEqual([]);
    await fitsPhone(page);
    await kept(page, '/words', () => save(page).click());
    await page.reload();
    await expect.poll(() => list(page, 'Show, and review').inputValue()).toBe('odd');
    await expect.poll(() => list(page, 'Hold').inputValue()).toBe('rude');
    await expect.poll(() => list(page, 'Do not say').inputValue()).toBe('buy now');
  });

  test('what is not said here is told to whoever says it, and stays in their field', async () => {
    await visit(ben, circle);
    await writes('Buy   NOW, all of you.');
    await ben.page.getByText('It has a word that is not said here').waitFor();
    await expect.poll(() => field(ben.page).inputValue()).toBe('Buy   NOW, all of you.');
  });

  test('what is held waits, what is noted is shown, and both are reviewed', async () => {
    await visit(ben, circle);
    await writes('How rude.');
    await message(ben.page, 'How rude.').getByText('Held: a moderator looks at it').waitFor();
    await expect.poll(() => field(ben.page).inputValue()).toBe('');
    await writes('What an odd day.');
    await ben.page
      .locator('.message[data-state="shown"]', { hasText: 'What an odd day.' })
      .waitFor();
    const { page } = ada;
    await page.goto(`${CIRCLES}/${circle}/queue`);
    const waits = (text: string) => page.locator('.case', { hasText: text });
    for (const text of ['How rude.', 'What an odd day.']) {
      await waits(text).getByText('It has a word that you look out for').waitFor();
    }
    await waits('What an odd day.').getByRole('button', { name: 'Claim' }).click();
    await waits('What an odd day.').getByLabel('Decision').selectOption('dismiss');
    await waits('What an odd day.').getByRole('button', { name: 'Decide' }).click();
    await waits('What an odd day.').waitFor({ state: 'detached' });
    await waits('How rude.').waitFor();
  });

  test('who is no administrator sets none', async () => {
    await ben.page.goto(`${CIRCLES}/${circle}/settings`);
    await ben.page.getByText('You may not do that in this circle.').waitFor();
    expect(await region(ben.page).count()).toBe(0);
  });
}
