/** Pages of whoever is signed in, as they are kept. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import * as desk from '../meter/streamer/desk';
import { channelOf, chatSays, newLogin } from '../meter/streamer/twitch';
import { launch } from '../stage';
import { heading, looksRight, type Shown, STILL, shown } from './shown';

export function streamers(): void {
  let browser: Browser;
  let context: BrowserContext;
  let channel: string;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser, STILL);
    const login = newLogin();
    page = await desk.comeIn(context, login);
    channel = channelOf(login);
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  afterAll(() => browser.close());

  const one = (...page: Shown) => shown(context, page);

  test('desk', () => looksRight(page, 'desk'));

  test('desk, with something not saved', async () => {
    await desk.label(page, 'For').fill('Jump');
    await page.getByText('1 unsaved change').waitFor();
    await looksRight(page, 'desk-unsaved');
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('desk, with what is wrong', async () => {
    await desk.label(page, 'For').fill(' ');
    await page.getByText(/^Fix 1 field/).waitFor();
    await looksRight(page, 'desk-wrong');
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('rounds, of which there are none', () =>
    one('rounds-none', '/dashboard/rounds', heading('Rounds')));

  test('a round that runs, and its result', async () => {
    await desk.choose(page, 'Two sides', 'Until I stop it');
    await desk.ask(page, 'Jump the gap?');
    await chatSays(channel, 'yes', 'yes', 'no');
    await page.getByText('3 votes').waitFor();
    await looksRight(page, 'desk-running');
    await desk.stop(page);
    await looksRight(page, 'desk-result');
  });

  test('rounds', () => one('rounds', '/dashboard/rounds', heading('Rounds')));

  test('one round', () =>
    one('round', '/dashboard/rounds', async (page) => {
      await page.getByRole('link', { name: 'Jump the gap?' }).click();
      await page.getByRole('heading', { level: 1, name: 'Jump the gap?' }).waitFor();
      await page.getByRole('img', { name: /^Votes per second/ }).waitFor();
    }));

  test('account', () => one('account', '/dashboard/account', heading('API tokens')));

  test('account, and a new token', () =>
    one('account-token', '/dashboard/account', async (page) => {
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByRole('dialog').waitFor();
    }));

  test('missions, of which there are none', () =>
    one('mission-none', '/mission', heading('You have no camp yet')));

  test('what is not there', () => one('nowhere', '/dashboard/nothing', heading('Page not found')));
}
