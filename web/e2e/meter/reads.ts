/** What is on the stream is read: over any game, in figures, and where there is much of it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shades } from '../alphas';
import { keep, launch } from '../stage';
import * as desk from './streamer/desk';
import { channelOf, chatSays, newLogin } from './streamer/twitch';

/** A row that is lower has letters that nobody reads on a stream. */
const ROW_MIN = 24;

export function reads(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let overlay: Page;
  let channel: string;

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser);
    const login = newLogin();
    page = await desk.comeIn(context, login);
    channel = channelOf(login);
    overlay = await context.newPage();
    await overlay.setViewportSize({ width: 800, height: 100 });
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  afterAll(() => browser.close());

  test('the dark bar has an edge on a dark game (D14)', async () => {
    await overlay.goto(await desk.copiedAddress(page));
    await overlay.getByRole('meter').waitFor();
    await overlay.evaluate(() => {
      document.documentElement.style.background = '#000';
    });
    const core = await overlay.getByRole('meter').boundingBox();
    if (!core) throw new Error('no bar is shown');
    const across = Array.from(
      { length: 5 },
      (_, above) => [300, Math.round(core.y) - above] as const,
    );
    const found = await shades(overlay, browser, across);
    expect(Math.max(...found)).toBeGreaterThan(30);
    await keep(overlay, 'overlay-on-black');
    await overlay.evaluate(() => {
      document.documentElement.style.background = '';
    });
  });

  test('figures stand at the bar’s ends where they are wanted (D15)', async () => {
    const ends = overlay.locator('.bar .label b:visible');
    expect(await ends.count()).toBe(0);
    await desk.choose(page, 'Share');
    await desk.save(page);
    await expect.poll(() => ends.allTextContents()).toEqual(['50%', '50%']);
    await chatSays(channel, 'yes', 'yes', 'yes', 'yes');
    await expect
      .poll(async () => Number.parseInt((await ends.last().textContent()) ?? '', 10))
      .toBeGreaterThan(50);
    await keep(overlay, 'overlay-figures', true);
  });

  test('five choices are read, where the source is as high as the desk asks for (D16)', async () => {
    await desk.choose(page, 'Choices');
    await page.getByRole('textbox', { name: 'Question' }).fill('Where do we go?');
    for (let at = 3; at <= 5; at += 1)
      await page.getByRole('button', { name: 'Add choice' }).click();
    const names = ['The Sunken Temple', 'Lava', 'Go home', 'The wizard’s tower', 'Quit'];
    for (const [at, name] of names.entries()) {
      await page.getByLabel(`Choice ${at + 1}: label`).fill(name);
    }
    await page.getByText('800 × 200').first().waitFor();
    await overlay.setViewportSize({ width: 800, height: 200 });
    await page.getByRole('button', { name: 'Start round' }).click();
    const rows = overlay.getByRole('listitem');
    await expect.poll(() => rows.count()).toBe(5);
    await chatSays(channel, '1', '5', '5');
    await rows.filter({ hasText: 'Quit' }).getByText('67%').waitFor();
    await keep(overlay, 'overlay-five-choices', true);
    // Once those that change places have done so.
    const tops = async () => {
      const boxes = await Promise.all((await rows.all()).map((row) => row.boundingBox()));
      return boxes.map((box) => ({ y: box?.y ?? 0, height: box?.height ?? 0 }));
    };
    const apart = async () => {
      const sorted = (await tops()).toSorted((one, other) => one.y - other.y);
      return sorted.every(
        ({ y }, at) =>
          at === 0 || y >= (sorted[at - 1]?.y ?? 0) + (sorted[at - 1]?.height ?? 0) - 1,
      );
    };
    await expect.poll(apart).toBe(true);
    for (const { height } of await tops()) expect(height).toBeGreaterThanOrEqual(ROW_MIN);
    await desk.stop(page);
  });
}
