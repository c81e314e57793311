/** A video that another site plays in a frame of its own, which is simulated. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keep, launch } from '../stage';
import { arrive, command, join, makeRoom, own, type Person, type Room } from './rooms';

/** A place is told four times a second, and is not steered to. */
const NEAR_MS = 300;

export function embed(): void {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  /** Eleven characters, the first of which say how it behaves. */
  const video = (how: string) => ({ source: { kind: 'youtube', video: how.padEnd(11, '_') } });

  async function entered(how: string): Promise<{ room: Room; ada: Person; kit: Person }> {
    const room = await makeRoom({ items: [video(how)] });
    const [ada, kit] = [await arrive(browser), await arrive(browser)];
    await own(ada, room);
    await join(kit, room, 'Kit');
    return { room, ada, kit };
  }

  const told = async (page: Page, what: 'at' | 'state' | 'rate') =>
    Number(
      await page.frameLocator('.player > iframe').locator('body').getAttribute(`data-${what}`),
    );

  async function apart(one: Page, other: Page): Promise<number> {
    const [a, b] = await Promise.all([told(one, 'at'), told(other, 'at')]);
    return Math.abs(a - b) * 1_000;
  }

  test('it is played by messages, in step, and is called as it says', async () => {
    const { room, ada, kit } = await entered('yes');
    await kit.page.getByRole('heading', { level: 2, name: 'A simulated video' }).waitFor();
    await ada.page.getByRole('button', { name: 'Play for everybody' }).click();
    await expect.poll(() => told(kit.page, 'state')).toBe(1);
    await expect.poll(() => apart(ada.page, kit.page)).toBeLessThan(NEAR_MS);
    await kit.page.locator('body').press('l');
    await expect.poll(() => told(ada.page, 'at')).toBeGreaterThan(10);
    await expect.poll(() => apart(ada.page, kit.page)).toBeLessThan(NEAR_MS);
    await command(room, 'rate', { rate: 1.5 });
    await expect.poll(() => told(kit.page, 'rate')).toBe(1.5);
    await keep(kit.page, 'room-embed');
    await command(room, 'pause');
    await expect.poll(() => told(ada.page, 'state')).toBe(2);
    await expect.poll(() => apart(ada.page, kit.page)).toBeLessThan(50);
    expect([...ada.found, ...kit.found]).toEqual([]);
  });

  test('an advertisement is waited for, and then it comes into step', async () => {
    const { ada, kit } = await entered('ad');
    await ada.page.getByRole('button', { name: 'Play for everybody' }).click();
    await kit.page.getByText('The player shows something of its own').waitFor();
    await kit.page.getByText('The player shows something of its own').waitFor({ state: 'hidden' });
    await expect.poll(() => apart(ada.page, kit.page)).toBeLessThan(NEAR_MS);
    // Where the room is, and not where the video would be had it begun later.
    await expect.poll(() => told(kit.page, 'at')).toBeGreaterThan(3);
  });

  test('a video that is not shown elsewhere says so', async () => {
    const { ada } = await entered('no');
    await ada.page.getByRole('heading', { name: 'This video is not shown here' }).waitFor();
    await keep(ada.page, 'room-refused');
  });
}
