import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../stage';
import * as desk from './desk';
import { newLogin } from './twitch';

const BYTES_MAX = 150 * 1024;
/** Under a second on a machine that does nothing else; tests share theirs. */
const USABLE_MS_MAX = 5_000;

/** What a browser that has never been here loads, and how soon it can be used. */
export function weight(): void {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test('the dashboard comes quickly and is not heavy', async () => {
    const known = await desk.newBrowser(browser);
    await desk.comeIn(known, newLogin());
    const fresh = await desk.another(browser, known);
    const page = await fresh.newPage();
    const loaded = await bytesOf(page);
    await page.goto(desk.DESK);
    await page.getByRole('radio', { name: 'Tug-of-war' }).focus();
    expect(await page.evaluate(() => performance.now())).toBeLessThan(USABLE_MS_MAX);
    await desk.isOpen(page);
    expect(loaded.bytes).toBeGreaterThan(BYTES_MAX / 10);
    expect(loaded.bytes).toBeLessThan(BYTES_MAX);
  });
}

/** As they came over the wire: pages, scripts, styles, pictures and fonts. */
async function bytesOf(page: Page): Promise<{ bytes: number }> {
  const sum = { bytes: 0 };
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    sum.bytes += encodedDataLength;
  });
  return sum;
}
