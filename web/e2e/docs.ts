import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked, askedBy } from './asked';
import { barriers } from './barriers';
import * as desk from './meter/streamer/desk';
import { newLogin } from './meter/streamer/twitch';
import { keep, launch, ready, troubles } from './stage';
import { thin } from './thinned';

const OPERATION = 'main article';
const LINK = '.contents li';

export function docs(): void {
  let browser: Browser;
  /** Opened once for all that only read it: hundreds of operations are drawn. */
  let reference: Page;
  let found: string[];

  beforeAll(async () => {
    browser = await launch();
    const viewport = { width: 1440, height: 900 };
    reference = await browser.newPage({ colorScheme: 'light', viewport, reducedMotion: 'reduce' });
    found = troubles(reference);
    await open(reference);
  });

  afterAll(() => browser.close());

  async function open(page: Page, anchor = ''): Promise<void> {
    await page.goto(`${ready.api}/api/docs${anchor}`);
    await page.getByRole('heading', { level: 1, name: 'Downbeat API' }).waitFor();
  }

  /** What is far down is drawn while the page has nothing else to do, and laid out in sight. */
  async function drawn(page: Page): Promise<void> {
    const samples = () => page.locator(`${OPERATION} .samples`).count();
    const operations = await page.locator(OPERATION).count();
    await expect.poll(samples, { timeout: 90_000, interval: 500 }).toBe(operations);
    await page.evaluate((operation) => {
      for (const one of document.querySelectorAll<HTMLElement>(operation)) {
        one.style.contentVisibility = 'visible';
      }
    }, OPERATION);
  }

  /** Hundreds of operations are of few shapes. */
  async function barriersOfShapes(page: Page): Promise<string[]> {
    await drawn(page);
    for (const repeated of [OPERATION, LINK]) await thin(page, repeated);
    return barriers(page);
  }

  test('a barrier in one operation alone is found among all', async () => {
    const page = await browser.newPage({ colorScheme: 'light', reducedMotion: 'reduce' });
    await open(page);
    await drawn(page);
    await page.evaluate((operation) => {
      const one = [...document.querySelectorAll(operation)].at(-1) as HTMLElement;
      (one.querySelector('.address code') as HTMLElement).style.color = '#ddd';
      const button = one.querySelector('figcaption button') as HTMLElement;
      button.removeAttribute('aria-label');
      button.textContent = '';
      one.querySelector('.address')?.setAttribute('role', 'nothing');
      one.append(document.createElement('img'));
    }, OPERATION);
    const planted = ['color-contrast', 'button-name', 'aria-roles', 'image-alt'];
    const found = (await barriersOfShapes(page)).map((one) => one.split(':')[0]);
    expect(found).toEqual(expect.arrayContaining(planted));
    await page.close();
  });

  test('no two parts of the reference have one address', async () => {
    await drawn(reference);
    const twice = await reference.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    });
    expect(twice).toEqual([]);
  });

  test('every operation of the document is there', async () => {
    const document = await (await asked(`${ready.api}/api/openapi.json`)).json();
    const methods = Object.values(document.paths).flatMap((item) => Object.keys(item as object));
    expect(await reference.getByRole('article').count()).toBe(methods.length);
  });

  test('with the keyboard alone, an operation is found and gone to', async () => {
    const page = reference;
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
  });

  test.each([
    ['/api/v1/sessions', 201],
    ['/commands/start_round', 200],
  ])('the example of %s is taken as it is shown (D7)', async (path, status) => {
    const article = reference
      .getByRole('article')
      .filter({ has: reference.locator('.address .method', { hasText: 'post' }) })
      .filter({ has: reference.locator('.address code', { hasText: new RegExp(`${path}$`) }) });
    const shown = (await article.locator('.sample pre').first().textContent()) ?? '';
    // As a shell would read it.
    const body = (/-d '([\s\S]*)'/.exec(shown)?.[1] ?? '').replaceAll("'\\''", "'");
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await desk.comeIn(context, newLogin());
    const { items } = JSON.parse((await askedBy(page, 'GET', '/sessions?kind=meter')).text);
    const address = path.startsWith('/api/v1')
      ? path.slice('/api/v1'.length)
      : `/sessions/${items[0].id}${path}`;
    const answer = await askedBy(page, 'POST', address, body);
    expect(answer.status, answer.text).toBe(status);
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

  /** What it repeats is taken out of the page for that. */
  async function looksRight(page: Page, name: string): Promise<void> {
    await keep(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await barriersOfShapes(page)).toEqual([]);
  }

  test.each([
    ['dark', 1440, 900],
    ['dark', 390, 844],
  ] as const)('the reference, %s at %i × %i', async (colorScheme, width, height) => {
    const viewport = { width, height };
    const page = await browser.newPage({ colorScheme, viewport, reducedMotion: 'reduce' });
    const found = troubles(page);
    await open(page);
    await looksRight(page, `docs-${colorScheme}-${width}`);
    expect(found).toEqual([]);
    await page.close();
  });

  // Last, for nobody reads the whole of it then.
  test('the reference, light at 1440 × 900', async () => {
    await looksRight(reference, 'docs-light-1440');
    expect(found).toEqual([]);
  });
}
