import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keepWhole, launch } from '../stage';
import { CAMP, demo } from './camp';
import { type Player, player } from './player';

const LOOKS = [
  ['dark', 1280, 900],
  ['light', 1280, 900],
  ['dark', 390, 844],
] as const;

/** Pages of a camp's audience: it goes out, reads, grows, and checks what it was told. */
export function audience(): void {
  let browser: Browser;
  let ada: Player;

  beforeAll(async () => {
    browser = await launch();
    ada = await player(browser);
  });

  afterAll(() => browser.close());

  test('whoever is not signed in is asked to, and told why', async () => {
    const page = await browser.newPage();
    await page.goto(CAMP);
    await page.getByRole('heading', { name: 'Sign in to see this' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.close();
  });

  test('somebody begins, goes out, and reads what happens', async () => {
    const { page } = ada;
    await page.goto(CAMP);
    await page.getByRole('radio', { name: /^Grit/ }).check();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('button', { name: 'Go out now' }).waitFor();
    await looksRight(page, 'mission-camp');
    await page.getByRole('button', { name: 'Go out now' }).click();
    const log = page.getByRole('log');
    await log.getByText('Event 1', { exact: true }).waitFor();
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor();
    await looksRight(page, 'mission-camp-out');
  });

  test('turning back is asked about, and is on its way home after it', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: 'Turn back' }).click();
    const sure = page.getByRole('alertdialog');
    await sure.getByRole('button', { name: 'Turn back' }).click();
    await page.getByText('It is on its way home.').waitFor();
    await page.getByText('Failed', { exact: true }).first().waitFor();
    await page
      .getByText(/brought home$/)
      .first()
      .waitFor();
  });

  test('by Tab alone one comes to going out', async () => {
    const { page } = ada;
    await page.goto(CAMP);
    const out = page.getByRole('button', { name: 'Go out now' });
    await expect.poll(() => out.isEnabled()).toBe(true);
    await page.locator('body').press('Tab');
    for (let n = 0; n < 40; n += 1) {
      const name = await page.evaluate(() => document.activeElement?.textContent?.trim());
      if (name === 'Go out now') return;
      await page.keyboard.press('Tab');
    }
    expect.fail('Tab does not lead there');
  });

  test('boards and the memorial are there', async () => {
    const { page } = ada;
    await page.goto(`${CAMP}/boards`);
    await page.getByRole('heading', { name: /^All time/ }).waitFor();
    await looksRight(page, 'mission-boards');
    await page.getByRole('link', { name: 'Memorial' }).click();
    await page.getByRole('link', { name: 'The last story' }).first().waitFor();
    await looksRight(page, 'mission-memorial');
  });

  test('a survivor has its history, and grows', async () => {
    const { page } = ada;
    await page.goto(CAMP);
    const href = await page.getByRole('link', { name: 'History and growth' }).getAttribute('href');
    await page.goto(new URL(href ?? '', CAMP).href);
    await page.getByRole('heading', { name: 'Growth' }).waitFor();
    await page.getByRole('button', { name: /^Night eyes/ }).click();
    await page.getByText('Knacks, 1 of 1 chosen').waitFor();
    const saved = page.waitForResponse((answer) => answer.request().method() !== 'GET');
    await page.getByRole('radio', { name: 'with 1 mark' }).check();
    await saved;
    await page
      .getByText(/^Saved\./)
      .first()
      .waitFor();
    await page.reload();
    await page.getByText('Knacks, 1 of 1 chosen').waitFor();
    await expect
      .poll(() => page.getByRole('radio', { name: 'with 1 mark' }).isChecked())
      .toBe(true);
    await page.getByRole('link', { name: 'Near: easy' }).first().waitFor();
    await looksRight(page, 'mission-survivor');
  });

  test('somebody else’s survivor is looked at and not changed', async () => {
    const { page } = ada;
    await page.goto(demo.survivor_url);
    await page.getByText('Lost', { exact: true }).first().waitFor();
    expect(await page.getByRole('heading', { name: 'Growth' }).count()).toBe(0);
  });

  test('a story is told again, roll by roll, and the browser computes the same', async () => {
    const { page } = ada;
    await page.goto(demo.replay_url);
    await page.getByRole('heading', { name: 'The story, roll by roll' }).waitFor();
    await page.getByRole('button', { name: 'Verify in your browser' }).click();
    await page.getByText('Everything matches.').waitFor();
    await page.getByText('Why this chance').first().click();
    await page.getByText('Encounter').first().waitFor();
    await looksRight(page, 'mission-replay');
    const slider = page.getByRole('slider', { name: 'Up to event' });
    await slider.fill('1');
    await expect.poll(() => page.locator('.story > li').count()).toBe(1);
  });

  test('nothing went wrong on the way', () => {
    expect(ada.found).toEqual([]);
  });

  async function looksRight(page: Page, name: string): Promise<void> {
    for (const [colorScheme, width, height] of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await keepWhole(page, `${name}-${colorScheme}-${width}`);
      expect(await barriers(page), `${name} ${colorScheme} ${width}`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
}
