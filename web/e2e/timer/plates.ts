/** Clocks on a stream, in sources of any shape. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch } from '../stage';
import { command, makeLink, makeTimer } from './timers';

const NAMES = ['Alexandra', 'Bartholomew', 'Charlotte', 'Dominic', 'Evangeline', 'Frederick'];

export function plates(): void {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
  });

  afterAll(() => browser.close());

  async function open(count: number, width: number, height: number, asked = ''): Promise<void> {
    const participants = NAMES.slice(0, count).map((name) => ({ id: name.toLowerCase(), name }));
    const timer = await makeTimer({ participants, budget_ms: 600_000 });
    await command(timer, 'start');
    await page.setViewportSize({ width, height });
    await page.goto((await makeLink(timer, 'overlay')).url + asked);
    await page.locator('.plate[data-on]').waitFor();
  }

  const shown = () => page.locator('.plate:not([hidden])');

  /** So much of a name is seen as an ellipsis leaves of it: some letters, never a sliver. */
  async function namesAreRead(): Promise<void> {
    for (const name of await shown().locator('.name').all()) {
      const { seen, size } = await name.evaluate((element) => ({
        seen: element.clientWidth,
        size: Number.parseFloat(getComputedStyle(element).fontSize),
      }));
      expect(seen / size).toBeGreaterThan(4);
      expect(size).toBeGreaterThanOrEqual(15);
      const overflow = () => name.evaluate((one) => getComputedStyle(one).textOverflow);
      await expect.poll(overflow).toBe('ellipsis');
    }
  }

  test.each([
    [800, 100],
    [400, 100],
  ])('names of two are read in a source of %i × %i (D30)', async (width, height) => {
    await open(2, width, height);
    await expect.poll(() => shown().count()).toBe(2);
    await keep(page, `timer-plates-${width}`, true);
    await namesAreRead();
    for (const plate of await shown().all()) {
      const box = await plate.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    }
  });

  test('of many as many are shown as the address asks for, in the order of their turns (D30)', async () => {
    await open(6, 800, 200, '?plates=4');
    const names = () => shown().locator('.name').allTextContents();
    await expect.poll(names).toEqual(NAMES.slice(0, 4));
    await keep(page, 'timer-plates-rows', true);
    await namesAreRead();
    const boxes = await Promise.all((await shown().all()).map((plate) => plate.boundingBox()));
    for (const box of boxes) expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(200);
    expect(boxes[2]?.y).toBeGreaterThan(boxes[0]?.y ?? 0);
  });
}
