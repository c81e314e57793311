/** How it looks: dark and light, on a phone, in a theatre, on a television, and in German. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch } from '../stage';
import { arrive, clock, command, fits, join, loaded, makeRoom, own, type Room } from './rooms';

export function looks(): void {
  let browser: Browser;
  let room: Room;

  beforeAll(async () => {
    browser = await launch();
    room = await makeRoom({ items: [clock('one'), clock('two')] });
    await command(room, 'play');
  });

  afterAll(() => browser.close());

  test('in light', async () => {
    const { page } = await arrive(browser, { colorScheme: 'light' });
    await page.goto(room.url);
    await page.getByLabel('Your name').waitFor();
    await keep(page, 'room-join-light');
    await own({ page } as Parameters<typeof own>[0], room);
    await loaded(page);
    await keep(page, 'room-light');
    expect(await fits(page)).toBe(true);
  });

  test('on a phone', async () => {
    const jo = await arrive(browser, {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await join(jo, room, 'Jo');
    await loaded(jo.page);
    await keep(jo.page, 'room-phone');
    expect(await fits(jo.page)).toBe(true);
    await jo.page.getByRole('tab', { name: /Queue/ }).click();
    await keep(jo.page, 'room-phone-queue');
    await jo.page.setViewportSize({ width: 844, height: 390 });
    await keep(jo.page, 'room-phone-wide');
  });

  test('in a theatre, and on a television', async () => {
    const ada = await arrive(browser);
    await own(ada, room);
    await loaded(ada.page);
    await ada.page.locator('body').press('t');
    await keep(ada.page, 'room-theatre');
    const tv = await arrive(browser, { viewport: { width: 1920, height: 1080 } });
    await tv.page.goto(`${room.url}?tv#seat=${room.token}`);
    await tv.page.getByRole('button', { name: 'Come back' }).click();
    await loaded(tv.page);
    await tv.page.locator('.television').waitFor();
    await keep(tv.page, 'room-television');
    // The seat of a television is the seat of whoever owns it.
    await expect.poll(() => ada.page.getByRole('tab', { name: /People/ }).count()).toBe(1);
  });

  test('in German', async () => {
    const { page } = await arrive(browser, { locale: 'de-DE' });
    await page.goto(room.url);
    await page.getByLabel('Dein Name').fill('Anna');
    await page.getByRole('button', { name: 'Beitreten' }).click();
    await page.getByRole('tab', { name: /Liste/ }).click();
    await page.getByText('Danach', { exact: true }).waitFor();
    await keep(page, 'room-german');
  });
}
