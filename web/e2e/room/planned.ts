/** When a room begins by itself, and what lies on the server to be played there. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked } from '../asked';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import { arrive, fits, makeRoom, own, type Person, type Room } from './rooms';

export function planned(): void {
  let browser: Browser;
  let room: Room;
  let ada: Person;
  let kit: Person;

  beforeAll(async () => {
    browser = await launch();
    room = await makeRoom();
    const here = { timezoneId: 'America/New_York' };
    [ada, kit] = [await arrive(browser, here), await arrive(browser, here)];
    await own(ada, room);
  });

  afterAll(() => browser.close());

  test('a time is planned by the clock of a zone', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: 'When it begins' }).click();
    const drawer = page.getByRole('dialog', { name: 'When it begins' });
    await drawer.getByText('Nothing is planned.').waitFor();
    await drawer.getByLabel('Day and time').fill('2001-01-05T20:00');
    await drawer.getByRole('button', { name: 'Add', exact: true }).click();
    await drawer.getByText('Choose a time that is to come.').waitFor();
    // A browser writes down what was refused.
    ada.found.splice(0);
    await drawer.getByLabel('Day and time').fill('2036-12-05T20:00');
    await drawer.getByLabel('Time zone').selectOption('Europe/Berlin');
    await drawer.getByRole('radio', { name: 'Every week' }).check();
    await drawer.getByLabel('Remind everybody').selectOption('30 min before');
    await drawer.getByLabel('Start playing by itself').check();
    await drawer.getByRole('button', { name: 'Add', exact: true }).click();
    await drawer.getByText(/^Added: /).waitFor();
    // By the reader’s own clock it is six hours earlier.
    const row = drawer.getByRole('listitem').filter({ hasText: '14:00' });
    await row.getByText('every week · 20:00 in Europe/Berlin · plays by itself').waitFor();
    await keep(page, 'room-times');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await barriers(page), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await fits(page)).toBe(true);
    await keep(page, 'room-times-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press('Escape');
    await page.getByText(/^Begins /).waitFor();
  });

  test('a time is changed by the form that made it', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: 'When it begins' }).click();
    const drawer = page.getByRole('dialog', { name: 'When it begins' });
    const edit = drawer.getByRole('button', { name: /^Edit: .*14:00/ });
    await edit.press('Enter');
    const form = page.getByRole('dialog', { name: 'Change this time' });
    await expect.poll(() => form.getByLabel('Day and time').inputValue()).toBe('2036-12-05T20:00');
    await expect.poll(() => form.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
    await expect.poll(() => form.getByRole('radio', { name: 'Every week' }).isChecked()).toBe(true);
    await form.getByLabel('Remind everybody').selectOption('Never');
    await form.getByLabel('Start playing by itself').uncheck();
    await keep(page, 'room-times-edit');
    expect(await barriers(page)).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText(/^Changed: /).waitFor();
    await drawer.getByText('every week · 20:00 in Europe/Berlin', { exact: true }).waitFor();
    // Whoever goes by keys is where they were.
    await expect
      .poll(() => edit.evaluate((button) => button === document.activeElement))
      .toBe(true);
    await page.keyboard.press('Escape');
  });

  test('others see when it begins, at the door and within, and have it in their calendar', async () => {
    const { page } = kit;
    await page.goto(room.url);
    await page.getByText(/Begins .*14:00/).waitFor();
    await page.getByLabel('Your name').fill('Kit');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByText(/^Begins .*14:00/).waitFor();
    await page.getByRole('button', { name: 'When it begins' }).click();
    const drawer = page.getByRole('dialog', { name: 'When it begins' });
    expect(await drawer.getByRole('button', { name: 'Add', exact: true }).count()).toBe(0);
    const link = drawer.getByRole('link', { name: 'Subscribe' });
    const address = (await link.getAttribute('href')) ?? '';
    expect(address).toMatch(/^webcal:.*calendar\.ics$/);
    const answer = await asked(address.replace('webcal:', 'http:'));
    expect(await answer.text()).toContain('DTSTART;TZID=Europe/Berlin:');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  });

  test('what is typed in the settings is there when a time is taken back over them', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Name of the room').fill('Saturday films');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('button', { name: 'When it begins' }).click();
    const drawer = page.getByRole('dialog', { name: 'When it begins' });
    await drawer.getByRole('button', { name: /^Remove: / }).click();
    await drawer.getByText('Nothing is planned.').waitFor();
    await drawer.getByRole('button', { name: 'Close', exact: true }).click();
    await expect
      .poll(() => page.getByLabel('Name of the room').inputValue())
      .toBe('Saturday films');
    await settings.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByText(/^Begins /).waitFor({ state: 'detached' });
    expect([...ada.found, ...kit.found]).toEqual([]);
  });

  test('whoever has an account plays what lies on the server', async () => {
    const { page, context } = ada;
    const dashboard = await context.newPage();
    await dashboard.goto(ready.dashboard_url);
    await dashboard.getByRole('heading', { name: 'Settings' }).waitFor();
    await dashboard.close();
    await own(ada, room);
    await page.getByRole('button', { name: 'From this server' }).first().click();
    const drawer = page.getByRole('dialog', { name: 'On this server' });
    await drawer.getByRole('searchbox', { name: 'Search' }).fill('no such film');
    await drawer.getByText('No name has these words.').waitFor();
    await drawer.getByRole('searchbox', { name: 'Search' }).fill('CLOCK');
    await drawer.getByRole('button', { name: /^Add A clock/ }).click();
    await drawer.getByText(/in the queue$/).waitFor();
    await keep(page, 'room-media');
    expect(await barriers(page)).toEqual([]);
    await drawer.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'A clock' }).waitFor();
    // Whoever has none is not offered what they may not have.
    await kit.page.getByRole('tab', { name: /Queue/ }).click();
    await kit.page.getByLabel('Link to a video').waitFor();
    expect(await kit.page.getByRole('button', { name: 'From this server' }).count()).toBe(0);
  });
}
