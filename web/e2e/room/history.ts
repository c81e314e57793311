/** What somebody has watched: listed, hidden, deleted. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { someone } from '../signed-in';
import { keep, launch, ready } from '../stage';
import { clock, command, fits, makeRoom, type Person, signedIn } from './rooms';

const HISTORY = `${ready.api}/room/me/history`;

export function history(): void {
  let browser: Browser;
  let ada: Person;

  beforeAll(async () => {
    browser = await launch();
    ada = await signedIn(browser, someone());
  });

  afterAll(() => browser.close());

  const noted = async () => {
    const answer = await ada.page.request.get(`${ready.api}/api/v1/me/history`);
    return (await answer.json()).items.length;
  };
  const rows = () => ada.page.locator('.watched b').allTextContents();

  test('it is empty at first, and says how it fills', async () => {
    await ada.page.goto(`${ready.api}/room`);
    const views = ada.page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: 'History' }).click();
    await ada.page.getByRole('heading', { name: 'Nothing watched yet' }).waitFor();
  });

  test('what begins in a room while one is there is listed, with the room', async () => {
    const room = await makeRoom();
    await ada.page.goto(room.url);
    await ada.page.getByRole('button', { name: 'Join', exact: true }).click();
    await ada.page.getByRole('heading', { level: 1, name: 'Friday films' }).waitFor();
    await ada.page.getByRole('tab', { name: /People/ }).click();
    await ada.page.getByRole('heading', { name: 'Here (1)' }).waitFor();
    for (const [at, name] of ['one', 'two', 'three'].entries()) {
      await command(room, 'add', { items: [clock(name)], place: 'now' });
      // A job notes what has begun.
      await expect.poll(noted, { interval: 100 }).toBe(at + 1);
    }
    await ada.page.goto(HISTORY);
    await expect.poll(rows).toEqual(['A clock: three', 'A clock: two', 'A clock: one']);
    await keep(ada.page, 'room-history');
    for (const colorScheme of ['light', 'dark'] as const) {
      await ada.page.emulateMedia({ colorScheme });
      expect(await barriers(ada.page), colorScheme).toEqual([]);
    }
    await ada.page.setViewportSize({ width: 390, height: 844 });
    expect(await fits(ada.page)).toBe(true);
    await keep(ada.page, 'room-history-phone');
    await ada.page.setViewportSize({ width: 1280, height: 800 });
    await ada.page.getByRole('link', { name: 'Friday films' }).first().click();
    await ada.page.waitForURL(`**/room/${room.code.replace('-', '')}`);
  });

  test('one is hidden, one is deleted, and then all are', async () => {
    await ada.page.goto(HISTORY);
    await ada.page.getByRole('button', { name: 'Hide: A clock: two' }).press('Enter');
    await ada.page.getByText('Hidden. It is kept, and out of this list.').waitFor();
    await ada.page.locator('.watched:focus', { hasText: 'A clock: one' }).waitFor();
    await ada.page.getByRole('button', { name: 'Delete: A clock: one' }).click();
    await expect.poll(rows).toEqual(['A clock: three']);
    await ada.page.getByRole('button', { name: 'Delete all' }).click();
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete all' }).click();
    await ada.page.getByRole('heading', { name: 'Nothing watched yet' }).waitFor();
    expect(ada.found).toEqual([]);
  });
}
