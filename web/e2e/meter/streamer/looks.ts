import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../../barriers';
import { calm } from '../../calm';
import { keepWhole, launch, troubles } from '../../stage';
import * as desk from './desk';
import { channelOf, chatSays, newLogin } from './twitch';
import { bytesOf, listed, sumOf } from './weight';

const BYTES_MAX = 150 * 1024;
/** Under a second on a machine that does nothing else; tests share theirs. */
const USABLE_MS_MAX = 5_000;

const PHONE = { width: 390, height: 664 };

const LOOKS = [
  ['dark', 1280, 900],
  ['light', 1280, 900],
  ['dark', 390, 844],
] as const;

/** Every view of the dashboard, dark, light and on a phone: fit to be seen and used by anybody. */
export function looks(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let found: string[];

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser, { reducedMotion: 'reduce' });
    const login = newLogin();
    page = await desk.comeIn(context, login);
    found = troubles(page);
    await page.getByText('Connected', { exact: true }).waitFor();
    const channel = channelOf(login);
    await desk.ask(page, 'Is it pineapple on pizza, tonight and for good?');
    await chatSays(channel, ...'yes no yes yes no yes yes no yes yes no no yes'.split(' '));
    await page.getByText('13 votes').waitFor();
    await desk.stop(page);
  });

  afterAll(() => browser.close());

  test('the first load is quick and not heavy', async () => {
    await calm(10_000);
    const fresh = await desk.another(browser, context);
    const arriving = await fresh.newPage();
    // Weight counts most on a phone. What draws charts comes when one is scrolled to.
    await arriving.setViewportSize(PHONE);
    const loaded = await bytesOf(arriving);
    await arriving.goto(desk.DESK);
    await arriving.getByRole('radio', { name: 'Tug-of-war' }).focus();
    expect(await arriving.evaluate(() => performance.now())).toBeLessThan(USABLE_MS_MAX);
    await desk.isOpen(arriving);
    await arriving.waitForLoadState('networkidle');
    expect(sumOf(loaded)).toBeGreaterThan(BYTES_MAX / 10);
    expect(sumOf(loaded), listed(loaded)).toBeLessThan(BYTES_MAX);
    await fresh.close();
  });

  async function looksRight(name: string): Promise<void> {
    for (const [colorScheme, width, height] of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      // Charts take their new size with the next frame.
      await expect.poll(() => cutOff(page)).toEqual([]);
      await keepWhole(page, `dashboard-${name}-${colorScheme}-${width}`);
      expect(await barriers(page)).toEqual([]);
    }
    expect(found).toEqual([]);
  }

  test('a result', () => looksRight('result'));

  test('the desk, with something not saved', async () => {
    await page.getByRole('button', { name: 'Ask another question' }).click();
    await desk.choose(page, 'Choices', 'Other', 'Custom');
    await looksRight('desk');
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('a round that runs', async () => {
    await desk.choose(page, 'Two sides', 'Until I stop it');
    await desk.ask(page, 'Jump the gap?');
    await looksRight('running');
    await desk.stop(page);
  });

  test('rounds', async () => {
    await page.getByRole('link', { name: 'Rounds' }).click();
    await page.getByRole('link', { name: 'Jump the gap?' }).waitFor();
    await looksRight('rounds');
  });

  test('one round', async () => {
    await page.getByRole('link', { name: /pineapple/ }).click();
    await page.getByRole('img', { name: /^Votes per second/ }).waitFor();
    await looksRight('round');
  });

  test('the account, and a new token', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByText('No tokens yet.').waitFor();
    await looksRight('account');
    await page.getByRole('button', { name: 'New token' }).click();
    await looksRight('token');
    await page.getByRole('button', { name: 'Cancel' }).click();
  });
}

/** What stands out to the side of the page, or of the card that it is on. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = [...document.querySelectorAll('main *, dialog *')].filter((one) => {
      const frame = (
        one.closest('.card, dialog') ?? document.documentElement
      ).getBoundingClientRect();
      const { left, right, width } = one.getBoundingClientRect();
      return width > 1 && !one.closest('svg') && (left < frame.left - 1 || right > frame.right + 1);
    });
    return wide.map((one) => one.outerHTML.slice(0, 120));
  });
}
