/** What people are to one another: seen, followed, muted, blocked, and let go of again. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch } from '../stage';
import {
  CIRCLES,
  fitsPhone,
  idOf,
  makeCircle,
  message,
  newName,
  type Person,
  person,
  say,
  visit,
} from './circles';

const VEILED = 'Hidden: you blocked or muted this person, or they blocked you.';

export function regards(): void {
  const name = newName('Bakery');
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let circle: string;
  let adas: string;

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name }, [ben]);
    await say(ada, circle, 'Tea is ready.');
    await say(ben, circle, 'Fresh bread.');
    adas = `${CIRCLES}/people/${await idOf(ada)}`;
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { page } of [ada, ben]) console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const button = (page: Page, verb: string) =>
    page.getByRole('button', { name: verb, exact: true });
  const about = (page: Page) => page.getByLabel('About you', { exact: true });

  test('somebody says what they are like, and others read it', async () => {
    const { page } = ada;
    await page.goto(CIRCLES);
    await page.getByRole('link', { name: 'Whom you follow, block and mute' }).click();
    await about(page).fill('I get up at five.');
    await button(page, 'Save').click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await page.reload();
    await expect.poll(() => about(page).inputValue()).toBe('I get up at five.');
    await page.getByRole('heading', { name: 'You follow nobody' }).waitFor();
    await visit(ben, circle);
    await message(ben.page, 'Tea is ready.')
      .getByRole('link', { name: ada.login, exact: true })
      .click();
    await ben.page.waitForURL(adas);
    await ben.page.getByRole('heading', { level: 1, name: ada.login }).waitFor();
    await ben.page.getByText('I get up at five.').waitFor();
    const shared = ben.page.getByRole('region', { name: 'Circles that both of you are in' });
    await shared.getByRole('link', { name }).waitFor();
    await keep(ben.page, 'circle-person');
    expect(await barriers(ben.page)).toEqual([]);
    await fitsPhone(ben.page);
  });

  test('whom somebody follows is in a feed of theirs', async () => {
    const { page } = ben;
    await page.goto(adas);
    await button(page, 'Follow').click();
    await button(page, 'Unfollow').waitFor();
    await page.goto(`${CIRCLES}/home`);
    const feeds = page.getByRole('navigation', { name: 'Feeds', exact: true });
    await feeds.getByRole('link', { name: 'Following', exact: true }).click();
    await page.locator('.feed article', { hasText: 'Tea is ready.' }).waitFor();
    await page.goto(`${CIRCLES}/people`);
    const followed = page.getByRole('region', { name: 'You follow', exact: true });
    await followed.getByRole('link', { name: ada.login, exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await fitsPhone(page);
    await followed.getByRole('button', { name: `Unfollow ${ada.login}` }).click();
    await page.getByRole('heading', { name: 'You follow nobody' }).waitFor();
  });

  test('whom somebody mutes they do not read, until it ends', async () => {
    const { page } = ben;
    await page.goto(adas);
    await button(page, 'Mute').click();
    const dialog = page.getByRole('dialog', { name: `Mute ${ada.login}?` });
    await dialog.getByLabel('For how long').selectOption('3 days');
    await dialog.getByRole('button', { name: 'Mute', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('You mute them until').waitFor();
    await visit(ben, circle);
    await message(page, VEILED).waitFor();
    expect(await message(page, 'Tea is ready.').count()).toBe(0);
    await page.goto(`${CIRCLES}/people`);
    const which = page.getByRole('navigation', { name: 'Which of them' });
    await which.getByRole('link', { name: 'You mute', exact: true }).click();
    await page.getByRole('button', { name: `Unmute ${ada.login}` }).click();
    await page.getByRole('heading', { name: 'You mute nobody' }).waitFor();
    await visit(ben, circle);
    await message(page, 'Tea is ready.').waitFor();
  });

  test('of two of whom one blocks the other, neither reads the other', async () => {
    const { page } = ben;
    await page.goto(adas);
    await button(page, 'Block').click();
    const dialog = page.getByRole('dialog', { name: `Block ${ada.login}?` });
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await page.getByText('You block them: neither of you reads the other.').waitFor();
    expect(await button(page, 'Follow').count()).toBe(0);
    for (const [one, theirs] of [
      [ada, 'Fresh bread.'],
      [ben, 'Tea is ready.'],
    ] as const) {
      await visit(one, circle);
      await message(one.page, VEILED).waitFor();
      expect(await message(one.page, theirs).count()).toBe(0);
    }
    await page.goto(`${CIRCLES}/people?regard=block`);
    await page.getByRole('button', { name: `Unblock ${ada.login}` }).click();
    await page.getByRole('heading', { name: 'You block nobody' }).waitFor();
    await visit(ada, circle);
    await message(ada.page, 'Fresh bread.').waitFor();
  });

  test('who is blocked in one tab is read in no other', async () => {
    const beside = await ben.context.newPage();
    await visit({ ...ben, page: beside }, circle);
    await message(beside, 'Tea is ready.').waitFor();
    await ben.page.goto(adas);
    await button(ben.page, 'Block').click();
    const dialog = ben.page.getByRole('dialog', { name: `Block ${ada.login}?` });
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await message(beside, VEILED).waitFor();
    await say(ada, circle, 'Tea is cold.');
    await expect.poll(() => message(beside, VEILED).count()).toBe(2);
    expect(await beside.getByText('Tea is cold.').count()).toBe(0);
    await button(ben.page, 'Unblock').click();
    await message(beside, 'Tea is cold.').waitFor();
    await beside.close();
  });

  test('whom nobody may find is nobody', async () => {
    await ben.page.goto(`${CIRCLES}/people/${randomUUID()}`);
    await ben.page.getByRole('heading', { name: 'There is nobody here' }).waitFor();
  });
}
