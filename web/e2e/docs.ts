import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked } from './asked';
import { barriers } from './barriers';
import * as desk from './meter/streamer/desk';
import { newLogin } from './meter/streamer/twitch';
import { keep, launch, ready, troubles } from './stage';

/** The page has hundreds of operations, and axe looks at each part of it. */
const LOOKED_MS = 180_000;

export function docs(): void {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  async function open(page: Page, anchor = ''): Promise<void> {
    await page.goto(`${ready.api}/api/docs${anchor}`);
    await page.getByRole('heading', { level: 1, name: 'Downbeat API' }).waitFor();
  }

  test.each([
    ['dark', 1440, 900],
    ['light', 1440, 900],
    ['dark', 390, 844],
  ] as const)(
    'the reference, %s at %i × %i',
    { timeout: LOOKED_MS },
    async (colorScheme, width, height) => {
      const viewport = { width, height };
      const page = await browser.newPage({ colorScheme, viewport, reducedMotion: 'reduce' });
      const found = troubles(page);
      await open(page);
      await keep(page, `docs-${colorScheme}-${width}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await barriers(page)).toEqual([]);
      expect(found).toEqual([]);
      await page.close();
    },
  );

  test('every operation of the document is there', async () => {
    const page = await browser.newPage();
    await open(page);
    const document = await (await asked(`${ready.api}/api/openapi.json`)).json();
    const methods = Object.values(document.paths).flatMap((item) => Object.keys(item as object));
    expect(await page.getByRole('article').count()).toBe(methods.length);
    await page.close();
  });

  test('with the keyboard alone, an operation is found and gone to', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await open(page);
    await page.keyboard.press('/');
    await page.keyboard.type('get account me');
    const links = page.getByRole('navigation', { name: 'Operations' }).getByRole('link');
    await expect.poll(() => links.count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#get-me');
    await expect.poll(() => links.first().getAttribute('aria-current')).toBe('location');
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await expect.poll(() => links.count()).toBeGreaterThan(1);
    await page.close();
  });

  test.each([
    ['/api/v1/sessions', 201],
    ['/commands/start_round', 200],
  ])('the example of %s is taken as it is shown (D7)', async (path, status) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await desk.comeIn(context, newLogin());
    await open(page);
    const article = page
      .getByRole('article')
      .filter({ has: page.locator('.address .method', { hasText: 'post' }) })
      .filter({ has: page.locator('.address code', { hasText: new RegExp(`${path}$`) }) });
    const shown = (await article.locator('.sample pre').first().textContent()) ?? '';
    // As a shell would read it.
    const body = (/-d '([\s\S]*)'/.exec(shown)?.[1] ?? '').replaceAll("'\\''", "'");
    const answered = await page.evaluate(
      async ([path, body]) => {
        const { csrf } = await (await fetch('/api/v1/me')).json();
        const { items } = await (await fetch('/api/v1/sessions?kind=meter')).json();
        const address = path.startsWith('/api') ? path : `/api/v1/sessions/${items[0].id}${path}`;
        const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf };
        return (await fetch(address, { method: 'POST', headers, body })).status;
      },
      [path, body] as const,
    );
    expect(answered).toBe(status);
    await context.close();
  });

  test('an address with an anchor opens there', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await open(page, '#get-admin-jobs');
    const title = page.getByRole('heading', { level: 3, name: 'List jobs', exact: true });
    await expect.poll(async () => (await title.boundingBox())?.y ?? -1).toBeLessThan(200);
    expect((await title.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.close();
  });
}
