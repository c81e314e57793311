/** Somebody writes: through a lost connection, a reload and a second tab. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, keepWhole, launch, ready } from '../stage';

export function writing(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark', timezoneId: 'Europe/Berlin' });
    const first = await context.newPage();
    await first.goto(ready.dashboard_url);
    await first.getByRole('heading', { name: 'Settings' }).waitFor();
    await first.close();
  });

  beforeEach(async () => {
    page = await context.newPage();
    await page.goto(`${ready.api}/journal`);
    await text(page).waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await page.locator('main').innerText());
    await context.setOffline(false);
    await page.close();
  });

  afterAll(() => browser.close());

  test('what is typed is here, on the server, and then an entry', async () => {
    await page.getByLabel('Title').fill('A walk');
    await text(page).fill('Along the river.\nHome before dark.');
    await stage(page, 'server');
    await page.getByText('Mood, tags, gratitude, wins').click();
    await page
      .getByRole('group', { name: 'Mood', exact: true })
      .getByLabel('good, 7 of 10', { exact: true })
      .check();
    await page.getByLabel('Tags').fill('river, evening');
    await page.getByRole('button', { name: 'Save entry' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: /^A walk/ }).waitFor();
    await page.getByText('Today is written').waitFor();
    await expect.poll(() => page.locator('.day.is-written.is-today').count()).toBe(1);
    await keepWhole(page, 'journal-dark');
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await keepWhole(page, 'journal-light');
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await keepWhole(page, 'journal-phone');
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(over).toEqual([]);
  });

  test('without a connection the text stays here, over a reload, and goes on', async () => {
    await text(page).fill('Before the tunnel.');
    await stage(page, 'server');
    await context.setOffline(true);
    await text(page).fill('Before the tunnel. In the tunnel.');
    await stage(page, 'here');
    await page.getByText('No connection.').waitFor();
    await keep(page, 'journal-offline');
    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(`${ready.api}/journal`);
    await expect.poll(() => text(page).inputValue()).toBe('Before the tunnel. In the tunnel.');
    await stage(page, 'server');
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => text(page).inputValue()).toBe('');
  });

  test('two tabs meet, and both texts are kept', async () => {
    await text(page).fill('One.');
    await stage(page, 'server');
    const other = await context.newPage();
    await other.goto(`${ready.api}/journal`);
    await expect.poll(() => text(other).inputValue()).toBe('One.');
    await text(other).fill('One. From the other tab.');
    await stage(other, 'server');
    await text(page).fill('One. From the first tab.');
    const met = page.getByRole('region', { name: 'You wrote this elsewhere, too' });
    await met.getByText('One. From the other tab.').waitFor();
    await keep(page, 'journal-met');
    expect(await barriers(page)).toEqual([]);
    await met.getByRole('button', { name: 'Keep both' }).click();
    await stage(page, 'server');
    await other.close();
    await page.getByRole('button', { name: 'Save entry' }).click();
    await page.getByText('Saved.').waitFor();
    const draft = page.getByRole('button', { name: /^One\. From the other tab\./ });
    await draft.click();
    await expect.poll(() => text(page).inputValue()).toBe('One. From the other tab.');
    await page.getByRole('button', { name: 'Save entry' }).click();
    await expect
      .poll(() => page.locator('.entries .line').allTextContents())
      .toEqual(
        expect.arrayContaining([
          expect.stringContaining('One. From the first tab.'),
          expect.stringContaining('One. From the other tab.'),
        ]),
      );
  });

  test('a mood has a word and a shape, and what was written is found', async () => {
    const how = page.getByRole('group', { name: 'How are you?' });
    await how.getByLabel('great, 9 of 10', { exact: true }).check();
    await page.getByLabel('A word about it').fill('sun');
    await page.getByRole('button', { name: 'Note mood' }).click();
    await page.getByText('Noted.').waitFor();
    await page.getByRole('img', { name: '1 day with a mood' }).waitFor();
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('RIVER');
    await search.press('Enter');
    await expect.poll(() => page.locator('.entries .line').count()).toBe(1);
    await search.fill('mountain');
    await search.press('Enter');
    await page.getByText('Nothing found').waitFor();
  });

  test('insights are told to who asks for them', async () => {
    const insights = page.locator('.insights');
    await insights.locator('summary').click();
    await insights.getByRole('heading', { name: 'This day in other years' }).waitFor();
    await insights.getByText('30 days').click();
    await insights.getByText('No tag stands out.').waitFor();
    await keepWhole(page, 'journal-insights');
    expect(await barriers(page)).toEqual([]);
  });

  test('who is signed out keeps their text, and sends it when they are back', async () => {
    const cookies = await context.cookies();
    await text(page).fill('Signed in.');
    await stage(page, 'server');
    await context.clearCookies();
    await text(page).fill('Signed in. Signed out.');
    await page.getByText('You are signed out. Your text stays on this device').waitFor();
    await keep(page, 'journal-signed-out');
    await context.addCookies(cookies);
    await page.goto(`${ready.api}/journal`);
    await expect.poll(() => text(page).inputValue()).toBe('Signed in. Signed out.');
    await stage(page, 'server');
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  });
}

function text(page: Page) {
  return page.getByLabel('What is on your mind?');
}

async function stage(page: Page, stage: string): Promise<void> {
  await page.locator(`.saved[data-stage="${stage}"]`).waitFor();
}
