import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/kinds';
import { keep, launch, ready, troubles } from '../stage';
import { until, value } from './bar';

export function landing(): void {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test.each([
    ['dark', 1280, 900],
    ['light', 1280, 900],
    ['dark', 390, 844],
  ] as const)('the landing page, %s at %i × %i', async (colorScheme, width, height) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height } });
    const found = troubles(page);
    await page.goto(ready.api);
    await page.getByRole('meter').waitFor();
    const before = await value(page);
    await until(page, (value) => value !== before);
    await keep(page, `landing-${colorScheme}-${width}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(found).toEqual([]);
    await page.close();
  });

  test('it begins at Twitch, and leads to each kind that is built (D9)', async () => {
    const page = await browser.newPage();
    await page.goto(ready.api);
    const begin = page.getByRole('link', { name: 'Continue with Twitch' });
    expect(await begin.getAttribute('href')).toBe('/auth/twitch');
    const product = page.getByRole('navigation', { name: 'Product' });
    const doors = page.getByRole('region', { name: 'What you can do' });
    for (const { title, root } of Object.values(KINDS)) {
      const link = product.getByRole('link', { name: title.en, exact: true });
      expect(await link.getAttribute('href')).toBe(root);
      expect(await doors.locator(`a[href="${root}"]`).count(), title.en).toBe(1);
    }
    const docs = product.getByRole('link', { name: 'API', exact: true });
    expect(await docs.getAttribute('href')).toBe('/api/docs');
    await page.close();
  });

  test('with the keyboard alone, the bar is pushed and the theme is switched', async () => {
    const page = await browser.newPage({ colorScheme: 'dark' });
    await page.goto(ready.api);
    await page.getByRole('button', { name: 'Type “yes”' }).focus();
    for (let n = 0; n < 30; n += 1) await page.keyboard.press('Enter');
    await until(page, (value) => value > 50);
    await page.getByRole('button', { name: 'Light' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    await page.close();
  });
}
