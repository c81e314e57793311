/** What is said without a name: chosen, kept with the text, shown as nobody's, and restricted unseen. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch } from '../stage';
import {
  CIRCLES,
  field,
  fitsPhone,
  makeCircle,
  message,
  newName,
  type Person,
  person,
  visit,
} from './circles';

export function unnamed(): void {
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name: newName('Lanterns') }, [ben]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { page } of [ada, ben]) console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const offer = (page: Page) => page.getByLabel('Without my name', { exact: true });
  const send = (page: Page) =>
    page.locator('.write').getByRole('button', { name: 'Send', exact: true });

  test('a circle lets its members write without their name', async () => {
    await visit(ben, circle);
    expect(await offer(ben.page).count()).toBe(0);
    const { page } = ada;
    await page.goto(`${CIRCLES}/${circle}/settings`);
    const form = page.locator('form', { has: page.getByLabel('Members may write without') });
    await form.getByLabel('Members may write without').check();
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
  });

  test('who chose it finds it chosen with the text, and nobody is named', async () => {
    const { page } = ben;
    await visit(ben, circle);
    await visit(ada, circle);
    await field(page).fill('I could not sleep.');
    await offer(page).check();
    await page.getByText('Those who run this server can find out').waitFor();
    expect(await page.getByRole('button', { name: 'Attach' }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'circle-unnamed-writing');
    await fitsPhone(page);
    await page.locator('.write:not([data-stage="tab"])').waitFor();
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe('I could not sleep.');
    expect(await offer(page).isChecked()).toBe(true);
    await send(page).click();
    await message(page, 'I could not sleep.').getByText('Somebody (you)').waitFor();
    const there = message(ada.page, 'I could not sleep.');
    await there.getByText('Somebody', { exact: true }).waitFor();
    await there.getByText('without a name').waitFor();
    expect(await there.innerText()).not.toContain(ben.login);
    expect(await barriers(ada.page)).toEqual([]);
    await keep(ada.page, 'circle-unnamed');
  });

  test('whoever wrote it is restricted, and a moderator does not learn whom', async () => {
    const { page } = ada;
    const here = message(page, 'I could not sleep.');
    await here.getByRole('button', { name: 'More' }).click();
    await here.getByRole('button', { name: 'Report', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByText('Reported.').waitFor();
    await page.goto(`${CIRCLES}/${circle}/queue`);
    const waits = page.locator('.case', { hasText: 'I could not sleep.' });
    await waits.getByText('Somebody', { exact: true }).waitFor();
    await waits.getByRole('button', { name: 'Claim' }).click();
    await waits.getByText('Nobody here learns who wrote it.').waitFor();
    const act = waits.getByLabel('Decision');
    expect(await act.locator('option[value="ban"]').count()).toBe(0);
    await act.selectOption('restrict');
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'circle-unnamed-deciding');
    await waits.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('Nothing waits').waitFor();

    await field(ben.page).fill('Again.');
    expect(await offer(ben.page).isChecked()).toBe(true);
    await send(ben.page).click();
    await ben.page.getByText('A moderator lets you write nothing without your name').waitFor();
    await offer(ben.page).uncheck();
    await send(ben.page).click();
    await message(ben.page, 'Again.').waitFor();
    await ben.page.goto(`${CIRCLES}/decisions`);
    await ben.page.getByText('You write nothing without your name').waitFor();
    await ben.page.getByText('About what you wrote without your name.').waitFor();
  });
}
