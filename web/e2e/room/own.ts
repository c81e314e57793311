/** Copies of one's own, voices and screens: what no server has. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keep, launch } from '../stage';
import { apart, arrive, CLOCK, join, loaded, makeRoom, own, type Person, type Room } from './rooms';

const DEVICES = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const NEAR_MS = 80;

export function owned(): void {
  let browser: Browser;
  let room: Room;
  let ada: Person;
  let kit: Person;

  beforeAll(async () => {
    browser = await launch(DEVICES);
    room = await makeRoom();
    [ada, kit] = [await arrive(browser), await arrive(browser)];
    await own(ada, room);
    await join(kit, room, 'Kit');
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { page } of [ada, kit]) console.error(await page.locator('body').innerText());
  });

  afterAll(() => browser.close());

  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'video/webm', buffer });

  test('each opens a copy of their own, and a difference is told', async () => {
    const added = ada.page.locator('.stage-empty').getByLabel('Own file');
    await added.setInputFiles(file('film.webm', CLOCK));
    await loaded(ada.page);
    await kit.page.getByRole('heading', { name: 'Open your copy of this file' }).waitFor();
    await kit.page.getByText('film.webm').first().waitFor();
    await keep(kit.page, 'room-own');
    // Another file of the same picture: a little longer, which no player minds.
    const longer = Buffer.concat([CLOCK, Buffer.alloc(2_000)]);
    await kit.page.getByLabel('Choose a file').setInputFiles(file('other.webm', longer));
    await loaded(kit.page);
    await kit.page.getByText('Your copy is 2 KB larger than theirs').waitFor();
    await kit.page.getByRole('button', { name: 'All right' }).click();
    await ada.page.getByRole('button', { name: 'Play for everybody' }).click();
    await expect.poll(() => apart(ada.page, kit.page), { interval: 100 }).toBeLessThan(NEAR_MS);
  });

  test('two talk, one mutes themselves, and both hang up', async () => {
    await ada.page.getByRole('button', { name: 'Join voice' }).click();
    await kit.page.getByRole('button', { name: /Join voice/ }).click();
    const heard = ({ page }: Person) =>
      page.evaluate(() => {
        const audio = document.querySelector('audio');
        return (audio?.srcObject as MediaStream | null)?.getAudioTracks().length ?? 0;
      });
    await expect.poll(() => heard(kit)).toBe(1);
    await expect.poll(() => heard(ada)).toBe(1);
    await keep(ada.page, 'room-voice');
    await kit.page.getByRole('button', { name: 'Mute me' }).click();
    await ada.page.locator('.tile-muted').waitFor();
    for (const { page } of [ada, kit]) await page.getByRole('button', { name: 'Hang up' }).click();
    await expect.poll(() => ada.page.locator('.tile').count()).toBe(0);
  });

  test('a screen is shown to all, and is gone when it is taken back', async () => {
    const other = await makeRoom();
    await own(ada, other);
    await join(kit, other, 'Kit');
    await ada.page.getByRole('button', { name: 'Share a screen' }).click();
    const width = () =>
      kit.page.evaluate(() => {
        const video = document.querySelector<HTMLVideoElement>('.player > video');
        return video?.srcObject ? video.videoWidth : 0;
      });
    await expect.poll(width).toBeGreaterThan(0);
    await kit.page.getByText('Live', { exact: true }).waitFor();
    await keep(kit.page, 'room-screen');
    await ada.page.getByRole('tab', { name: /Queue/ }).click();
    await ada.page.getByRole('button', { name: 'Stop sharing' }).click();
    await kit.page.getByRole('heading', { name: 'What do you want to watch?' }).waitFor();
    await expect.poll(width).toBe(0);
    expect([...ada.found, ...kit.found]).toEqual([]);
  });
}
