import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { alphas } from '../alphas';
import { keep, launch, troubles } from '../stage';
import { command, demo } from './camp';
import { isOut } from './out';

/** A camp on a stream. */
export function overlay(): void {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  });

  afterEach(() => page.close());

  async function open(parameters = ''): Promise<void> {
    await isOut();
    await page.goto(demo.mission_overlay_url + parameters);
    await page.locator('.ticker').waitFor();
  }

  test('it is transparent but for its corner, and says how many are out', async () => {
    const found = troubles(page);
    await open();
    await page.getByText(/^\d+ out$/).waitFor();
    await keep(page, 'mission-overlay', true);
    const [middle, far] = await alphas(page, browser, [
      [640, 360],
      [1270, 10],
    ]);
    expect({ middle, far }).toEqual({ middle: 0, far: 0 });
    expect(found).toEqual([]);
  });

  test('a line is told by a word and a sign, and a test line is where it will be', async () => {
    await open('?lines=5');
    await command('test_line');
    const row = page.locator('.ticker li[data-outcome="success"]').first();
    await row.waitFor();
    await expect.poll(() => row.locator('b').textContent()).toBe('Success');
    await expect.poll(() => row.locator('svg').count()).toBe(1);
  });

  test('its address chooses the corner', async () => {
    await open('?corner=top_right&theme=light');
    const box = await page.locator('.ticker').boundingBox();
    expect(box?.y).toBeLessThan(40);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeGreaterThan(1240);
    await keep(page, 'mission-overlay-corner', true);
  });
}
