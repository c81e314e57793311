/** What is typed stays: through a lost connection, a lost answer, a limit and a reload. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch } from '../stage';
import { field, makeCircle, message, newName, type Person, person, visit } from './circles';

export function keeping(): void {
  let browser: Browser;
  let ada: Person;
  let page: Page;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    ({ page } = ada);
    circle = await makeCircle(ada, { name: newName('Notebook') });
  });

  beforeEach(() => visit(ada, circle));

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await page.locator('main').innerText());
    await ada.context.setOffline(false);
    await page.unroute(posted);
  });

  afterAll(() => browser.close());

  const posted = (url: URL) => url.pathname.endsWith(`/circles/${circle}/messages`);
  const send = () => page.getByRole('button', { name: 'Send', exact: true }).click();

  test('without a connection the text stays, over a reload, and is said once', async () => {
    await ada.context.setOffline(true);
    await field(page).fill('From the tunnel.');
    await send();
    await page.getByText('Your text stays here: send it again').waitFor();
    await keep(page, 'circle-unsent');
    expect(await barriers(page)).toEqual([]);
    await ada.context.setOffline(false);
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe('From the tunnel.');
    await send();
    await message(page, 'From the tunnel.').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('');
  });

  test('an answer that is lost makes no second message', async () => {
    const keys: string[] = [];
    await page.route(posted, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await field(page).fill('Once, and no more.');
    await send();
    await page.getByText('Your text stays here: send it again').waitFor();
    await send();
    await expect.poll(() => field(page).inputValue()).toBe('');
    await message(page, 'Once, and no more.').waitFor();
    expect(new Set(keys).size).toBe(1);
    await visit(ada, circle);
    await message(page, 'Once, and no more.').first().waitFor();
    await expect.poll(() => message(page, 'Once, and no more.').count()).toBe(1);
  });

  test('a limit names what is counted, and how long to wait', async () => {
    await page.route(posted, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 429,
            headers: { 'Retry-After': '40' },
            json: {
              code: 'limited',
              detail: '10 messages a minute at most: wait as Retry-After says',
            },
          })
        : route.continue(),
    );
    await field(page).fill('The eleventh.');
    await send();
    await page.getByText('Here 10 messages a minute is the limit. Try again in 40 s.').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('The eleventh.');
    await page.unroute(posted);
    await field(page).fill('');
  });

  test('what is too long is told before it is sent', async () => {
    await field(page).fill('a'.repeat(2_001));
    await page.getByText('Too long.').waitFor();
    const button = page.getByRole('button', { name: 'Send', exact: true });
    await expect.poll(() => button.isDisabled()).toBe(true);
    await field(page).fill('');
  });

  test('whoever is signed out keeps their text, and is shown the way back in', async () => {
    const cookies = await ada.context.cookies();
    await field(page).fill('Signed out meanwhile.');
    await ada.context.clearCookies();
    await send();
    await page.getByText('You are signed out. Your text stays in this tab.').waitFor();
    await ada.context.addCookies(cookies);
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe('Signed out meanwhile.');
    await field(page).fill('');
  });
}
