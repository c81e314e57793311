/** Two people and one picture: it starts, stops and goes elsewhere for both. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch, refused } from '../stage';
import {
  apart,
  arrive,
  clock,
  command,
  join,
  loaded,
  makeRoom,
  own,
  type Person,
  placeOf,
  type Room,
} from './rooms';

/** Beyond it somebody would see it: two pictures of 25 a second. */
const NEAR_MS = 80;

export function together(): void {
  let browser: Browser;
  let room: Room;
  let ada: Person;
  let kit: Person;

  beforeAll(async () => {
    browser = await launch();
    room = await makeRoom({ items: [clock()] });
    [ada, kit] = [await arrive(browser), await arrive(browser)];
    await own(ada, room);
    await join(kit, room, 'Kit');
    await Promise.all([loaded(ada.page), loaded(kit.page)]);
  });

  afterAll(() => browser.close());

  const plays = () =>
    expect.poll(async () => (await placeOf(kit.page)).isPaused, { interval: 20 }).toBe(false);
  const stands = () =>
    expect.poll(async () => (await placeOf(ada.page)).isPaused, { interval: 20 }).toBe(true);
  const near = (rate = 1) =>
    expect.poll(() => apart(ada.page, kit.page, rate), { interval: 100 }).toBeLessThan(NEAR_MS);

  test('one plays, and both pictures move together', async () => {
    await ada.page.getByRole('button', { name: 'Play for everybody' }).click();
    await plays();
    await near();
    await kit.page.getByRole('log').getByText('Ada played').waitFor();
    await keep(ada.page, 'room-playing');
  });

  test('the other pauses, and both stand on the same picture', async () => {
    await kit.page.getByRole('button', { name: 'Pause for everybody' }).click();
    await stands();
    await expect
      .poll(async () => {
        const [a, k] = [await placeOf(ada.page), await placeOf(kit.page)];
        return a.ms === k.ms && a.isPaused && k.isPaused;
      })
      .toBe(true);
    const [a, k] = await Promise.all(
      [ada, kit].map(({ page }) => page.locator('.player').screenshot()),
    );
    expect(a?.equals(k as Buffer)).toBe(true);
  });

  test('keys go elsewhere, several presses at once, for both', async () => {
    const before = (await placeOf(ada.page)).ms;
    await kit.page.evaluate(() => {
      for (let n = 0; n < 2; n += 1) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true }));
      }
    });
    await expect.poll(async () => (await placeOf(ada.page)).ms).toBe(before + 20_000);
    await expect.poll(async () => (await placeOf(kit.page)).ms).toBe(before + 20_000);
    await kit.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await placeOf(ada.page)).ms).toBe(before);
  });

  test('another speed is another speed for both', async () => {
    await ada.page.locator('body').press(' ');
    await plays();
    await ada.page.getByRole('button', { name: 'Speed' }).click();
    await ada.page.getByRole('menuitemradio', { name: '1.5×' }).click();
    const rateOf = () =>
      kit.page.evaluate(() => document.querySelector('video')?.playbackRate ?? 0);
    await expect.poll(rateOf).toBeGreaterThan(1.4);
    await near(1.5);
    await command(room, 'rate', { rate: 1 });
  });

  test('whoever comes late is where the others are', async () => {
    const jo = await arrive(browser);
    await join(jo, room, 'Jo');
    await loaded(jo.page);
    await expect.poll(() => apart(ada.page, jo.page), { interval: 100 }).toBeLessThan(NEAR_MS);
    await ada.page.getByRole('log').getByText('Jo came in').waitFor();
    expect(jo.found).toEqual([]);
    await jo.context.close();
    await ada.page.getByRole('log').getByText('Jo is away').waitFor();
  });

  test('who is thrown off comes back into step by themselves', async () => {
    await command(room, 'seek', { media_ms: 5_000 });
    await expect.poll(async () => (await placeOf(kit.page)).ms).toBeLessThan(20_000);
    await near();
    const thrownMs = await kit.page.evaluate(() => {
      const video = document.querySelector('video');
      if (!video) return 0;
      const from = video.currentTime;
      video.currentTime += 2;
      return (video.currentTime - from) * 1_000;
    });
    expect(thrownMs).toBeGreaterThan(1_900);
    await near();
    await kit.page.getByRole('button', { name: /^In step/ }).click();
    await kit.page.getByRole('button', { name: 'Let me drift' }).click();
    await kit.page.getByText('You watch at your own pace').first().waitFor();
    await kit.page.getByRole('button', { name: 'Close', exact: true }).click();
    await kit.page.getByRole('button', { name: /own pace/ }).click();
    await kit.page.getByRole('button', { name: 'Catch up' }).click();
    await kit.page.getByRole('button', { name: 'Close', exact: true }).click();
    await near();
  });

  test('all are asked whether they are ready, and start together', async () => {
    await command(room, 'pause');
    await stands();
    await ada.page.getByRole('button', { name: 'Do something together' }).click();
    await ada.page.getByRole('menuitem', { name: 'Ask who is ready' }).click();
    // It counts down for seconds only.
    const counted = kit.page.getByRole('timer').waitFor();
    await Promise.all([
      counted,
      ...[ada, kit].map(({ page }) => page.getByRole('button', { name: 'I am ready' }).click()),
    ]);
    await keep(kit.page, 'room-countdown');
    await plays();
    await near();
  });

  test('a closed room says so, and is opened by whoever comes in', async () => {
    await command(room, 'close');
    for (const { page } of [ada, kit]) {
      await page.getByRole('heading', { name: 'The room is closed' }).waitFor();
    }
    await kit.page.getByRole('button', { name: 'Open it again' }).click();
    await kit.page.getByRole('button', { name: 'Come back' }).click();
    await kit.page.getByRole('heading', { level: 1, name: 'Friday films' }).waitFor();
    await kit.page.getByRole('heading', { level: 2, name: 'A clock: clock' }).waitFor();
    // What was asked of it while it was closed is not there.
    for (const { found } of [ada, kit]) refused(found, 404);
    expect([...ada.found, ...kit.found]).toEqual([]);
  });
}
