/** Links of a timer: codes that are read from afar, and one that is for OBS alone. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import { makeLink, makeTimer } from './timers';

/** A phone reads a square of so many pixels from an arm's length. */
const SQUARE_MIN = 6;

export function timerLinks(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: ready.api });
    page = await context.newPage();
    await page.goto(ready.dashboard_url);
    await page.close();
  });

  beforeEach(async () => {
    page = await context.newPage();
    const timer = await makeTimer({ title: 'Links' });
    for (const role of ['table', 'overlay'] as const) await makeLink(timer, role);
    await page.goto(`${ready.api}/timer/${timer}/links`);
  });

  afterEach(() => page.close());

  afterAll(() => browser.close());

  const dialog = () => page.getByRole('dialog');

  test('a code has large squares, and fills the window where somebody asks for it (D29)', async () => {
    await page.getByRole('button', { name: 'QR code: Table' }).click();
    const code = dialog().getByRole('img', { name: 'QR code of this link' });
    await code.waitFor();
    const squares = Number((await code.getAttribute('viewBox'))?.split(' ')[2]);
    const width = async () => (await code.boundingBox())?.width ?? 0;
    expect((await width()) / squares).toBeGreaterThanOrEqual(SQUARE_MIN);
    await keep(page, 'timer-link-code');
    const larger = dialog().getByRole('button', { name: 'Enlarge' });
    await larger.click();
    expect((await width()) / squares).toBeGreaterThanOrEqual(2 * SQUARE_MIN);
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'timer-link-code-large');
    await larger.click();
    expect((await width()) / squares).toBeLessThan(2 * SQUARE_MIN);
  });

  test('a link for OBS has no code, says what to do, and is never shown (D29)', async () => {
    expect(await page.getByRole('button', { name: 'QR code: OBS' }).count()).toBe(0);
    await page.getByRole('button', { name: 'For OBS: OBS' }).click();
    await dialog().getByText('Width 800, height 100.').waitFor();
    expect(await dialog().getByRole('img').count()).toBe(0);
    await keep(page, 'timer-link-obs');
    expect(await barriers(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Copy' }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toMatch(/\/overlay\/\S+$/);
    expect(await page.content()).not.toContain((await copied()).split('/').at(-1));
  });

  test('a screen is opened from where its link is (D28)', async () => {
    await page.getByRole('button', { name: 'QR code: Table' }).click();
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      dialog().getByRole('link', { name: 'Open' }).click(),
    ]);
    await opened.locator('.panel').first().waitFor();
    await opened.close();
  });
}
