/** What its owner is told of a circle: how many, never who, and nothing of few. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keepWhole, launch } from '../stage';
import { ask, CIRCLES, fitsPhone, makeCircle, newName, type Person, person, say } from './circles';

export function statistics(): void {
  let browser: Browser;
  let ada: Person;
  let others: Person[] = [];
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    for (let n = 0; n < 4; n += 1) others = [...others, await person(browser)];
    circle = await makeCircle(ada, { name: newName('Census') });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await ada.page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const statistics = () => `${CIRCLES}/${circle}/statistics`;
  const chart = (page: Page, title: string) =>
    page.getByRole('figure').filter({
      has: page.getByRole('heading', { name: title, exact: true }),
    });

  test('of a few people nothing is counted', async () => {
    await ada.page.goto(statistics());
    await ada.page.getByRole('heading', { name: 'Too few people' }).waitFor();
    expect(await ada.page.getByRole('figure').count()).toBe(0);
  });

  test('charts say in words and in figures what they show', async () => {
    const { page } = ada;
    for (const one of others) await ask(one, 'POST', `/circles/${circle}/join`);
    const [ben, cleo] = others as [Person, Person];
    await say(ben, circle, 'One.');
    await say(cleo, circle, 'Two.');
    await page.goto(statistics());
    for (const said of [
      'Members by day: 5 today, 5 at most.',
      'Active people by day: 2 today, 2 at most.',
      'Messages by day: 2 today, 2 at most.',
    ]) {
      await page.getByRole('img', { name: said, exact: true }).waitFor();
    }
    // Neither has had its day yet, and nobody was there the week before.
    await expect.poll(() => page.getByText('Too few to tell').count()).toBe(2);
    const told = chart(page, 'Messages');
    await told.getByText('In figures').click();
    const rows = told.getByRole('row');
    await expect.poll(() => rows.count()).toBe(31);
    await expect.poll(() => rows.last().getByRole('cell').innerText()).toBe('2');
    await keepWhole(page, 'circle-statistics');
    expect(await barriers(page)).toEqual([]);
    await fitsPhone(page);
    await page.getByLabel('Which days').selectOption('Last 7 days');
    await expect.poll(() => rows.count()).toBe(8);
    const all = await page.locator('.statistics').innerText();
    expect(others.filter(({ login }) => all.includes(login))).toEqual([]);
  });

  test('they are for the owner alone', async () => {
    const { page } = others[0] as Person;
    await page.goto(statistics());
    await page.getByText('You may not do that in this circle.').waitFor();
    expect(await page.getByRole('link', { name: 'Statistics', exact: true }).count()).toBe(0);
  });
}
