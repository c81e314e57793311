/** Who may what, what is said against somebody, and who makes something of it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch } from '../stage';
import { arrive, clock, fits, join, makeRoom, own, type Person, type Room } from './rooms';

export function order(): void {
  let browser: Browser;
  let room: Room;
  let ada: Person;
  let kit: Person;
  let jo: Person;

  beforeAll(async () => {
    browser = await launch();
    room = await makeRoom({ control: 'selected', items: [clock()] });
    [ada, kit, jo] = [await arrive(browser), await arrive(browser), await arrive(browser)];
    await own(ada, room);
    await join(kit, room, 'Kit');
    await join(jo, room, 'Jo');
    for (const { page } of [ada, jo]) await page.getByRole('tab', { name: /People/ }).click();
  });

  afterAll(() => browser.close());

  async function choose(page: Page, name: string, what: string): Promise<void> {
    await page.getByRole('button', { name: `More about ${name}` }).click();
    await page.getByRole('menuitem', { name: what }).click();
  }

  test('a right is given and another taken, and all see it', async () => {
    await choose(ada.page, 'Kit', 'Rights …');
    const dialog = ada.page.getByRole('dialog', { name: 'What Kit may do' });
    await dialog.getByLabel('Play and pause').check();
    await dialog.getByLabel('Write').uncheck();
    await keep(ada.page, 'room-rights');
    expect(await barriers(ada.page)).toEqual([]);
    await ada.page.setViewportSize({ width: 390, height: 844 });
    expect(await fits(ada.page)).toBe(true);
    await keep(ada.page, 'room-rights-phone');
    await ada.page.setViewportSize({ width: 1280, height: 800 });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await ada.page.getByText('The rights of Kit are changed.').waitFor();
    for (const { page } of [ada, jo]) {
      await page.getByText('May also: play', { exact: true }).waitFor();
      await page.getByText('May not: write', { exact: true }).waitFor();
    }
    await kit.page.getByPlaceholder('You may not write here.').waitFor();
    await choose(ada.page, 'Kit', 'Rights …');
    await dialog.getByLabel('Write').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await ada.page.getByText('May not: write').waitFor({ state: 'detached' });
  });

  test('a cohost gives nothing that they do not have', async () => {
    await ada.page.getByRole('button', { name: 'More about Jo' }).click();
    await ada.page.getByRole('menuitemradio', { name: 'cohost' }).click();
    await jo.page.getByText('you · cohost').waitFor();
    await choose(jo.page, 'Kit', 'Rights …');
    const dialog = jo.page.getByRole('dialog', { name: 'What Kit may do' });
    await expect.poll(() => dialog.getByLabel('Change the settings').isDisabled()).toBe(true);
    await expect.poll(() => dialog.getByLabel('Add videos').isDisabled()).toBe(false);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('a line is reported by keys alone', async () => {
    await ada.page.getByRole('tab', { name: /Chat/ }).click();
    await ada.page.getByLabel('Message').fill('Buy cheap stars');
    await ada.page.keyboard.press('Enter');
    await kit.page.getByText('Buy cheap stars').waitFor();
    await kit.page.getByRole('button', { name: /^Report this line of/ }).focus();
    await kit.page.keyboard.press('Enter');
    const dialog = kit.page.getByRole('dialog', { name: /^Report / });
    await dialog.getByText('Buy cheap stars').waitFor();
    await dialog.getByText('keeps order here, and can read it, too.').waitFor();
    await dialog.getByRole('radio', { name: 'Spam or advertising' }).focus();
    await kit.page.keyboard.press('ArrowDown');
    await kit.page.keyboard.press('Tab');
    await kit.page.keyboard.type('Again and again');
    await keep(kit.page, 'room-report');
    expect(await barriers(kit.page)).toEqual([]);
    await kit.page.keyboard.press('Tab');
    await kit.page.keyboard.press('Tab');
    await kit.page.keyboard.press('Enter');
    await kit.page.getByText(/is reported\. Whoever keeps order decides/).waitFor();
  });

  test('whoever keeps order reads it, with what was said', async () => {
    await jo.page.getByRole('button', { name: 'Keep order' }).click();
    const drawer = jo.page.getByRole('dialog', { name: 'Keeping order' });
    await drawer.getByText('Insults or harassment · line 1').waitFor();
    await drawer.getByText('Again and again').waitFor();
    await drawer.getByText('The last line', { exact: true }).click();
    await drawer.getByText('Buy cheap stars').waitFor();
    await drawer.getByText('Nobody is kept out.').waitFor();
    await keep(jo.page, 'room-order');
    expect(await barriers(jo.page)).toEqual([]);
    await jo.page.getByRole('button', { name: 'Close', exact: true }).click();
    // A guest is not offered what is not theirs.
    await kit.page.getByRole('tab', { name: /People/ }).click();
    await kit.page.getByRole('button', { name: 'Friends' }).waitFor();
    expect(await kit.page.getByRole('button', { name: 'Keep order' }).count()).toBe(0);
  });

  test('somebody is reported, kept out, and let in again', async () => {
    await choose(jo.page, 'Kit', 'Report …');
    const dialog = jo.page.getByRole('dialog', { name: 'Report Kit' });
    await dialog.getByText('Kit is not told.').waitFor();
    await dialog.getByRole('button', { name: 'Report', exact: true }).click();
    await jo.page.getByText('Kit is reported.').waitFor();
    await choose(jo.page, 'Kit', 'Keep out …');
    await jo.page.getByRole('button', { name: 'Keep out', exact: true }).click();
    await kit.page.getByRole('heading', { name: 'You left the room' }).waitFor();
    await jo.page.getByRole('button', { name: 'Keep order' }).click();
    const drawer = jo.page.getByRole('dialog', { name: 'Keeping order' });
    await drawer.getByRole('button', { name: 'Let in again: Kit' }).click();
    await drawer.getByText('Kit may come in again.').waitFor();
    await drawer.getByText('Nobody is kept out.').waitFor();
    expect([...ada.found, ...kit.found, ...jo.found]).toEqual([]);
  });
}
