/** Friends: asked by their name, found where they are, and let go of. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { someone } from '../signed-in';
import { keep, launch, ready } from '../stage';
import { arrive, fits, type Person, signedIn } from './rooms';

const FRIENDS = `${ready.api}/room/me/friends`;

export function friends(): void {
  const [adas, kits] = [someone(), someone()];
  let browser: Browser;
  let ada: Person;
  let kit: Person;

  beforeAll(async () => {
    browser = await launch();
    ada = await signedIn(browser, adas);
    kit = await signedIn(browser, kits);
  });

  afterAll(() => browser.close());

  const group = (page: Page, name: string) => page.getByRole('region', { name });

  test('somebody is asked by their name at Twitch, and says yes', async () => {
    await ada.page.goto(`${ready.api}/room`);
    const views = ada.page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: 'Friends' }).click();
    await ada.page.getByRole('heading', { name: 'No friends yet' }).waitFor();
    const field = ada.page.getByLabel('Ask somebody to be your friend');
    await field.press('Enter');
    await ada.page.getByText('A name has 1 to 100 characters.').waitFor();
    await field.fill(`https://www.twitch.tv/${kits}`);
    await field.press('Enter');
    await ada.page.getByText(`If ${kits} is known here, they are asked.`).waitFor();
    await group(ada.page, 'You asked them').getByText(kits, { exact: true }).waitFor();
    await kit.page.goto(FRIENDS);
    await group(kit.page, 'They ask you').waitFor();
    await keep(kit.page, 'room-friends-asked');
    await kit.page.getByRole('button', { name: `Accept: ${adas}` }).press('Enter');
    await group(kit.page, 'Your friends').getByText(adas, { exact: true }).waitFor();
    // The button is gone: whoever goes by keys is at the person.
    const focused = kit.page.locator('.friend:focus');
    await focused.getByText(adas, { exact: true }).waitFor();
    await ada.page.reload();
    await group(ada.page, 'Your friends').getByText(kits, { exact: true }).waitFor();
  });

  test('a friend is found in the room that they are in, unless they do not want it', async () => {
    await ada.page.goto(`${ready.api}/room?create`);
    await ada.page.waitForURL(/\/room\/\w{8}$/);
    await ada.page.getByRole('button', { name: 'Come back' }).click();
    await ada.page.getByRole('button', { name: 'Settings' }).click();
    await ada.page.getByLabel('Where it is found').selectOption('In the list of rooms');
    await ada.page.getByRole('button', { name: 'Save' }).click();
    await ada.page.getByText('Saved.').waitFor();
    await kit.page.reload();
    const join = kit.page.getByRole('link', { name: `Join ${adas} in` });
    await join.waitFor();
    await keep(kit.page, 'room-friends');
    await join.click();
    await kit.page.getByRole('button', { name: 'Join', exact: true }).click();
    await kit.page.getByRole('tab', { name: /People/ }).click();
    await kit.page.getByRole('button', { name: 'Friends' }).click();
    const drawer = kit.page.getByRole('dialog', { name: 'Friends' });
    await drawer.getByText('in this room').waitFor();
    await keep(kit.page, 'room-friends-within');
    await ada.page.getByRole('tab', { name: /People/ }).click();
    await ada.page.getByRole('button', { name: 'Friends' }).click();
    const seen = ada.page.getByLabel('Friends see which room I am in');
    await seen.uncheck();
    await ada.page.getByRole('dialog').getByText('Nobody sees where you are.').waitFor();
    await drawer.getByText('in this room').waitFor({ state: 'detached' });
    for (const { page } of [ada, kit])
      await page.getByRole('button', { name: 'Close', exact: true }).click();
  });

  test('nothing stands in the way, in dark and light, and on a phone', async () => {
    const { page } = kit;
    await page.goto(FRIENDS);
    await group(page, 'Your friends').waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await barriers(page), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await fits(page)).toBe(true);
    await keep(page, 'room-friends-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('whoever is blocked is told nothing, and asks in vain', async () => {
    await kit.page.getByRole('button', { name: `Block: ${adas}` }).click();
    const asked = kit.page.getByRole('dialog', { name: `Block ${adas}?` });
    await asked.getByRole('button', { name: 'Block' }).click();
    await group(kit.page, 'Blocked').getByText(adas, { exact: true }).waitFor();
    await ada.page.goto(FRIENDS);
    await ada.page.getByRole('heading', { name: 'No friends yet' }).waitFor();
    await ada.page.getByLabel('Ask somebody to be your friend').fill(kits);
    await ada.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await ada.page.getByText(`If ${kits} is known here, they are asked.`).waitFor();
    await kit.page.getByRole('button', { name: `Unblock: ${adas}` }).click();
    await kit.page.getByRole('heading', { name: 'No friends yet' }).waitFor();
    expect([...ada.found, ...kit.found]).toEqual([]);
  });

  test('whoever has no account is told what they need', async () => {
    const jo = await arrive(browser, { locale: 'de-DE' });
    await jo.page.goto(`${ready.api}/room?create`);
    await jo.page.waitForURL(/\/room\/\w{8}$/);
    await jo.page.goto(FRIENDS);
    await jo.page.getByRole('heading', { name: 'Für Freunde braucht es ein Konto' }).waitFor();
    await jo.context.close();
  });
}
