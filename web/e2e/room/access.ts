/** All of a room by keyboard and by ear: axe finds nothing, in dark and light, in each view. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { launch, ready } from '../stage';
import { arrive, clock, command, makeRoom, own, type Person, type Room } from './rooms';

export function access(): void {
  let browser: Browser;
  let room: Room;
  let ada: Person;

  beforeAll(async () => {
    browser = await launch();
    room = await makeRoom({ items: [clock('one'), clock('two')] });
    ada = await arrive(browser);
  });

  afterAll(() => browser.close());

  const open = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };

  describe.each(['dark', 'light'] as const)('in %s', (colorScheme) => {
    beforeAll(() => ada.page.emulateMedia({ colorScheme }));

    test('nothing stands in the way before one is in', async () => {
      const { page } = ada;
      await page.goto(`${ready.api}/room`);
      await page.getByRole('heading', { level: 1, name: 'Rooms' }).waitFor();
      expect(await barriers(page), 'rooms').toEqual([]);
      await page.goto(room.url);
      await page.getByRole('button', { name: /^(Join|Come back)$/ }).waitFor();
      expect(await barriers(page), 'join').toEqual([]);
    });

    test('nor beside the picture', async () => {
      const { page } = ada;
      await own(ada, room);
      expect(await barriers(page), 'chat').toEqual([]);
      for (const tab of ['Queue', 'People']) {
        await page.getByRole('tab', { name: new RegExp(tab) }).click();
        expect(await barriers(page), tab).toEqual([]);
      }
    });

    test.each([/^In step|^Coming/, /^Invite people/, 'Settings'])(
      'nor in what opens over it: %s',
      async (drawer) => {
        const { page } = ada;
        await open(page, drawer);
        expect(await barriers(page)).toEqual([]);
        await page.getByRole('button', { name: 'Close', exact: true }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      },
    );
  });

  test('a line that plays and pauses is said aloud, and a menu is walked by keys', async () => {
    const { page } = ada;
    await command(room, 'play');
    await expect
      .poll(() => page.locator('p[aria-live="polite"]').first().textContent())
      .toContain('played');
    await page.getByRole('button', { name: 'Speed' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: '1×', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await expect.poll(focused).toContain('1.25×');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.rate').textContent()).toBe('1.25×');
    await page.keyboard.press('t');
    await page.locator('.room.is-theatre').waitFor();
    await page.keyboard.press('t');
    expect(ada.found).toEqual([]);
  });
}
