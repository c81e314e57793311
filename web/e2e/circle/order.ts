/** Who keeps order: newcomers, reports, roles, and a circle that changes hands or ends. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch } from '../stage';
import {
  ask,
  CIRCLES,
  field,
  makeCircle,
  makeModerator,
  message,
  newName,
  type Person,
  person,
  say,
  visit,
} from './circles';

export function order(): void {
  const name = newName('Early Birds');
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name, hold_newcomers: true, rules: ['Be kind'] }, [ben]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { page } of [ada, ben]) console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  test('what somebody new says waits, and is shown once a moderator keeps it', async () => {
    await visit(ben, circle);
    await field(ben.page).fill('Good morning.');
    await ben.page.getByRole('button', { name: 'Send', exact: true }).click();
    await ben.page.getByText('Sent. A moderator looks at it').waitFor();
    const held = message(ben.page, 'Good morning.');
    await held.getByText('Held: a moderator looks at it').waitFor();
    await keep(ben.page, 'circle-held');
    await ada.page.goto(`${CIRCLES}/${circle}/queue`);
    const waits = ada.page.locator('.case', { hasText: 'Good morning.' });
    await waits.getByText('Held: its author is new here').waitFor();
    await waits.getByRole('button', { name: 'Claim' }).click();
    await waits.getByLabel('Decision').selectOption('keep');
    expect(await waits.getByLabel('Decision').locator('option[value="dismiss"]').count()).toBe(0);
    await keep(ada.page, 'circle-deciding');
    expect(await barriers(ada.page)).toEqual([]);
    await waits.getByRole('button', { name: 'Decide' }).click();
    await ada.page.getByText('Nothing waits').waitFor();
    await ben.page.locator('.message[data-state="shown"]', { hasText: 'Good morning.' }).waitFor();
    await expect.poll(() => held.count()).toBe(1);
  });

  test('a report is decided with a rule, and nobody learns who made it', async () => {
    await makeModerator(ada, circle, ben);
    await say(ben, circle, 'Buy my things.');
    await visit(ada, circle);
    const here = message(ada.page, 'Buy my things.');
    await here.getByRole('button', { name: 'More' }).click();
    await here.getByRole('button', { name: 'Report', exact: true }).click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByLabel('In your words (optional)').fill('He sells.');
    await dialog.getByRole('button', { name: 'Report', exact: true }).click();
    await ada.page.getByText('Reported.').waitFor();
    await ada.page.getByRole('link', { name: /^To review/ }).click();
    const reported = ada.page.locator('.case', { hasText: 'Buy my things.' });
    await reported.getByText('Advertising or spam').waitFor();
    await reported.getByText('1 report').waitFor();
    await reported.getByRole('button', { name: 'Claim' }).click();
    await reported.getByLabel('Decision').selectOption('hide');
    await reported.getByLabel('Rule that it is about').selectOption('Be kind');
    await reported.getByLabel('Reason').fill('No selling here.');
    await reported.getByRole('button', { name: 'Decide' }).click();
    await ada.page.getByText('Nothing waits').waitFor();
    await visit(ben, circle);
    await message(ben.page, 'Buy my things.').getByText('Hidden from others').waitFor();
  });

  test('what is pinned is found above all else', async () => {
    await visit(ada, circle);
    const here = message(ada.page, 'Good morning.');
    await here.getByRole('button', { name: 'More' }).click();
    await here.getByRole('button', { name: 'Pin', exact: true }).click();
    await ada.page.getByText('Pinned (1)').click();
    await ada.page
      .locator('.pinned')
      .getByRole('link', { name: /Good morning\./ })
      .click();
    await ada.page.locator('.message.is-target', { hasText: 'Good morning.' }).waitFor();
  });

  test('a role is chosen, and what is not theirs is not offered', async () => {
    await ada.page.goto(`${CIRCLES}/${circle}/people`);
    const role = ada.page.getByLabel(`Role of ${ben.login}`, { exact: true });
    await role.selectOption('Member');
    await ada.page.getByText('Done.').waitFor();
    await visit(ben, circle);
    expect(await ben.page.getByRole('link', { name: /^To review/ }).count()).toBe(0);
    await ben.page.goto(`${CIRCLES}/${circle}/settings`);
    await ben.page.getByText('You may not do that in this circle.').waitFor();
  });

  test('two who save at once are told of each other, and nothing is lost', async () => {
    const { page } = ada;
    await page.goto(`${CIRCLES}/${circle}/settings`);
    await page.getByLabel('About', { exact: true }).fill('We write a line each morning.');
    await elsewhere(ada, circle, { description: 'Changed elsewhere' });
    const settings = page.getByRole('region', { name: 'Settings of the circle' });
    await settings.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody else saved meanwhile.').waitFor();
    await keep(page, 'circle-met');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save mine over theirs' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    const description = page.getByLabel('What it is about, in a sentence');
    await expect.poll(() => description.inputValue()).toBe('Changed elsewhere');
    await expect
      .poll(() => page.getByLabel('About', { exact: true }).inputValue())
      .toMatch(/each morning/);
  });

  test('a frozen circle says so, and its text field is gone', async () => {
    await elsewhere(ada, circle, { frozen: true });
    await ben.page.goto(`${CIRCLES}/${circle}`);
    await ben.page.getByText('This circle is frozen').waitFor();
    expect(await field(ben.page).count()).toBe(0);
    await elsewhere(ada, circle, { frozen: false });
  });

  test('who is banned is told until when and why, and comes back when it is lifted', async () => {
    const { page } = ada;
    await page.goto(`${CIRCLES}/${circle}/people`);
    await page.getByRole('button', { name: 'Ban', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason (optional)').fill('For the noise.');
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await ben.page.goto(`${CIRCLES}/${circle}`);
    await ben.page.getByText('You are banned from this circle until').waitFor();
    await ben.page.getByText('They said: For the noise.').waitFor();
    await page.getByRole('link', { name: 'Banned', exact: true }).click();
    await page.getByRole('button', { name: 'Lift the ban' }).click();
    await page.getByText('Nobody is banned').waitFor();
    await visit(ben, circle);
    await field(ben.page).waitFor();
  });

  test('a circle is handed over, and taken by the other', async () => {
    await ada.page.goto(`${CIRCLES}/${circle}/people`);
    await ada.page.getByRole('button', { name: 'Hand the circle over' }).click();
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Offer it' }).click();
    await ada.page.getByText('for seven days.').first().waitFor();
    await ben.page.goto(`${CIRCLES}/${circle}/people`);
    await ben.page.getByRole('button', { name: 'Take the circle over' }).click();
    await ben.page.getByText('The circle is yours.').waitFor();
    await ben.page.getByRole('link', { name: 'Settings', exact: true }).waitFor();
  });

  test('a circle is deleted by its name, and is had back', async () => {
    const { page } = ben;
    await page.goto(`${CIRCLES}/${circle}/settings`);
    await page.getByRole('button', { name: 'Delete circle' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('This circle is deleted').waitFor();
    await page.getByRole('button', { name: 'Have it back' }).click();
    await page.getByText('The circle is back.').waitFor();
    await page.getByRole('button', { name: 'Delete circle' }).waitFor();
  });
}

/** Sets a circle as another page would. */
async function elsewhere(admin: Person, circle: string, body: object): Promise<void> {
  await ask(admin, 'PATCH', `/circles/${circle}`, body, { 'If-Match': '*' });
}
