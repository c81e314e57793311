/** What was decided about somebody, what they say against it, and who looks again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { isTold, line, open } from '../notices';
import { keep, launch } from '../stage';
import {
  ask,
  CIRCLES,
  fitsPhone,
  makeCircle,
  makeModerator,
  newName,
  type Person,
  person,
  say,
  visit,
} from './circles';

export function appeals(): void {
  const name = newName('Kept Harbour');
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let cleo: Person;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    [ada, ben, cleo] = [await person(browser), await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name, rules: ['Be kind'] }, [ben, cleo]);
    await makeModerator(ada, circle, ben);
    const { id } = await say(cleo, circle, 'Selling stars.');
    await ask(ada, 'POST', `/messages/${id}/report`, { reason: 'spam', text: null });
    const hide = { act: 'hide', rule: 0, reason: 'Not here.' };
    await ask(ben, 'POST', `/circles/${circle}/queue/${id}/decide`, hide);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { page } of [ada, ben, cleo]) console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const hidden = (page: Page) => page.getByRole('article', { name: 'What you wrote was hidden' });
  const appeal = (page: Page) => page.getByRole('article', { name: `${cleo.login} appeals` });

  test('who reported something is told that somebody looked', async () => {
    await isTold(ada, 1);
    await open(ada);
    await line(ada.page, 'what you reported was looked at').waitFor();
  });

  test('who is told of a decision finds it, and says why it was wrong', async () => {
    const { page } = cleo;
    await isTold(cleo, 1);
    await open(cleo);
    await line(page, 'a moderator hid what you wrote').click();
    await page.waitForURL(/\/circles\/decisions\?decision=/);
    // It is the one that the notice was of.
    await page.locator('.case.is-wanted:focus').waitFor();
    await hidden(page).getByText('rule 1').waitFor();
    await hidden(page).getByText('Reason: Not here.').waitFor();
    await hidden(page).getByText('Selling stars.').waitFor();
    await keep(page, 'circle-decisions');
    await hidden(page).getByRole('button', { name: 'Appeal', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Appeal against this decision' });
    await dialog.getByRole('button', { name: 'Send appeal' }).click();
    await dialog.locator('.fault').waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel('Why it was wrong').fill('It was a joke.');
    await dialog.getByRole('button', { name: 'Send appeal' }).click();
    await page.getByText('Sent. You are told what becomes of it.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await hidden(page).getByText('It was a joke.').waitFor();
    await hidden(page).getByText('Somebody looks at it.').waitFor();
    // It is done once.
    expect(await hidden(page).getByRole('button').count()).toBe(0);
    await fitsPhone(page);
  });

  test('who decided looks on', async () => {
    const { page } = ben;
    await page.goto(`${CIRCLES}/${circle}/queue`);
    await appeal(page).getByText('It is your own, or you decided it').waitFor();
    expect(await appeal(page).getByRole('button').count()).toBe(0);
  });

  test('another takes it back, and whom it is about is told why', async () => {
    const { page } = ada;
    await page.goto(`${CIRCLES}/${circle}/queue`);
    await appeal(page).getByText('It was a joke.').waitFor();
    await appeal(page).getByText(`Decided: hidden (rule 1) by ${ben.login}`).waitFor();
    await appeal(page).getByLabel('What you tell them (optional)').fill('It was one.');
    await keep(page, 'circle-appeal');
    expect(await barriers(page)).toEqual([]);
    await fitsPhone(page);
    await appeal(page).getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back. They are told.').waitFor();
    await appeal(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
    await isTold(cleo, 1);
    await open(cleo);
    await line(cleo.page, 'your appeal was looked at, and the decision was taken back').click();
    await hidden(cleo.page)
      .getByText('It was looked at, and the decision was taken back.')
      .waitFor();
    await hidden(cleo.page).getByText('Reason: It was one.').waitFor();
    // Who decided finds it shown again.
    await visit(ben, circle);
    await ben.page.locator('.message[data-state="shown"]', { hasText: 'Selling stars.' }).waitFor();
  });

  test('whoever is not signed in is shown the way in, and whom nothing was said of reads that', async () => {
    await ada.page.goto(`${CIRCLES}/decisions`);
    await ada.page.getByRole('heading', { name: 'Nothing was decided about you' }).waitFor();
    const context = await browser.newContext({ colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(`${CIRCLES}/decisions`);
    await page.getByText('Sign in to see what was decided about you.').waitFor();
    await context.close();
  });
}
