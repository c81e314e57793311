/** One code for everyone: who joins picks a seat, and the owner sees who sits where. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import { makeTimer } from './timers';

const PHONE = { width: 390, height: 844 };

export function lobby(): void {
  let browser: Browser;
  let owner: Page;
  let player: Page;
  let code: string;

  beforeAll(async () => {
    browser = await launch();
    owner = await browser.newPage({ colorScheme: 'dark', reducedMotion: 'reduce' });
    player = await browser.newPage({ viewport: PHONE, colorScheme: 'dark' });
    const timer = await makeTimer({ title: 'Club lobby' });
    await owner.goto(ready.dashboard_url);
    await owner.goto(`${ready.api}/timer/${timer}/links`);
  });

  afterAll(() => browser.close());

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  test('the owner opens it, and everybody needs one code (D28, D29)', async () => {
    await button(owner, 'Open the lobby').click();
    const shown = owner.locator('.join-code');
    await shown.waitFor();
    code = (await shown.textContent()) ?? '';
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await owner.getByText('Open until the timer starts.').waitFor();
    await owner.getByText('0 of 2 seats taken').waitFor();
    await button(owner, 'Show join code').click();
    await owner.getByRole('img', { name: 'QR code of this link' }).waitFor();
    await button(owner, 'Done').click();
    await keep(owner, 'timer-lobby-owner');
    expect(await barriers(owner)).toEqual([]);
  });

  test('a wrong code says so, and the right one shows the seats', async () => {
    await player.goto(`${ready.api}/join`);
    await player.getByLabel('Code').fill('bcdf ghjk');
    await button(player, 'Join').click();
    await player.getByText('This code opens nothing.').waitFor();
    await player.getByLabel('Code').fill(code.toLowerCase());
    await button(player, 'Join').click();
    await player.getByRole('heading', { name: 'Club lobby' }).waitFor();
    await keep(player, 'timer-lobby-player');
    expect(await barriers(player)).toEqual([]);
    await player.goto(`${ready.api}/join/${code}?lang=de`);
    await player.getByText('Wähl deinen Platz').waitFor();
    await player.goto(`${ready.api}/join/${code}?lang=en`);
  });

  test('who picks a seat has it, and the owner sees them', async () => {
    await button(player, 'Kit').click();
    await player.waitForURL(/\/join\/[^#]+#/);
    await player.getByText('Waiting for the host to start').waitFor();
    await owner.getByText('1 of 2 seats taken').waitFor();
    await button(owner, 'Release the seat of Kit').waitFor();
    const other = await browser.newPage({ viewport: PHONE });
    await other.goto(`${ready.api}/join/${code}`);
    await other.getByRole('button', { name: /^Kit/ }).waitFor();
    const taken = other.getByRole('button', { name: /^Kit/ });
    await expect.poll(() => taken.isDisabled()).toBe(true);
    await button(other, 'Any free seat').click();
    await other.waitForURL(/\/join\/[^#]+#/);
    await owner.getByText('2 of 2 seats taken').waitFor();
    await other.close();
  });

  test('a seat that is released is free, and whoever had it is out', async () => {
    await button(owner, 'Release the seat of Kit').click();
    await button(owner, 'Release seat').click();
    await player.getByText('This link has expired.').waitFor();
    await owner.getByText('1 of 2 seats taken').waitFor();
    await player.goto(`${ready.api}/join/${code}`);
    await button(player, 'Kit').waitFor();
    await button(owner, 'Close the lobby').click();
    await button(owner, 'Open the lobby').waitFor();
    await player.getByText('This code opens nothing.').waitFor({ timeout: 15_000 });
  });
}
