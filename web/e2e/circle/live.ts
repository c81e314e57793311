/** Two people have a circle open at once: what one does the other sees, without a reload. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import {
  ask,
  CIRCLES,
  field,
  makeCircle,
  message,
  newName,
  overflowing,
  type Person,
  person,
  say,
  visit,
} from './circles';

export function live(): void {
  const name = newName('Porch');
  let browser: Browser;
  let [ada, ben]: Person[] = [];
  let circle = '';

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name }, [ben]);
    await say(ada, circle, 'Good morning from the porch.');
    await say(ben, circle, 'Good morning, porch.');
    for (const one of [ada, ben]) await told(one, circle);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const one of [ada, ben]) console.error(await one?.page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  test('what one says the other reads, and nobody asks for it', async () => {
    const asked = changesAsked(who(ben).page);
    await field(who(ada).page).fill('Toast is ready.');
    await field(who(ada).page).press('Control+Enter');
    await message(who(ben).page, 'Toast is ready.').waitFor();
    // Whoever says something themselves asks what else was said.
    expect(asked).toEqual([]);
    await field(who(ben).page).fill('On my way.');
    await field(who(ben).page).press('Control+Enter');
    await message(who(ada).page, 'On my way.').waitFor();
  });

  test('what is edited and removed is so for the other, too', async () => {
    const { page } = who(ben);
    const own = message(page, 'On my way.');
    await own.getByRole('button', { name: 'More' }).click();
    await own.getByRole('button', { name: 'Edit', exact: true }).first().click();
    await page.locator('.edit textarea').fill('On my way now.');
    await page.locator('.edit').getByRole('button', { name: 'Save' }).click();
    const there = message(who(ada).page, 'On my way now.');
    await there.getByText('edited').first().waitFor();
    const edited = message(page, 'On my way now.');
    await edited.getByRole('button', { name: 'More' }).click();
    await edited.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await message(who(ada).page, 'Removed.').waitFor();
  });

  test('who writes is said under the field, to all but themselves', async () => {
    const typing = (page: Page) => page.locator('.talk-foot .typing');
    await field(who(ben).page).pressSequentially('Is there ');
    await typing(who(ada).page)
      .getByText(`${who(ben).login} is typing…`)
      .waitFor();
    expect(await typing(who(ben).page).innerText()).toBe('');
    await keep(who(ada).page, 'circle-typing');
    expect(await barriers(who(ada).page)).toEqual([]);
    await field(who(ben).page).fill('');
    await expect.poll(() => typing(who(ada).page).innerText()).toBe('');
  });

  test('who is here is a number, and names for whoever asks', async () => {
    const { page } = who(ada);
    const button = page.getByRole('button', { name: '2 here' });
    await button.click();
    const names = page.getByRole('group', { name: 'Who is here' });
    await names.getByRole('link', { name: who(ben).login }).waitFor();
    expect(await names.getByRole('link').count()).toBe(2);
    await keep(page, 'circle-here');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await names.waitFor({ state: 'detached' });
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('a reaction is counted where the other looks', async () => {
    const there = message(who(ben).page, 'Toast is ready.');
    await there.getByRole('button', { name: 'React', exact: true }).click();
    await there.getByRole('group', { name: 'React' }).getByRole('button', { name: 'Love' }).click();
    const here = message(who(ada).page, 'Toast is ready.');
    await here.getByRole('button', { name: 'Love, 1' }).waitFor();
    await there.getByRole('button', { name: 'Love, 1' }).click();
    await here.getByRole('button', { name: 'Love, 1' }).waitFor({ state: 'detached' });
  });

  test('a comment comes to whoever has them open', async () => {
    const there = message(who(ben).page, 'Toast is ready.');
    await there.getByRole('button', { name: 'Comment', exact: true }).click();
    await there.getByLabel('Your comment').fill('With honey?');
    await there.getByLabel('Your comment').press('Control+Enter');
    const here = message(who(ada).page, 'Toast is ready.');
    await here.getByRole('button', { name: '1 comment' }).click();
    await here.locator('.comment', { hasText: 'With honey?' }).waitFor();
    await there.getByLabel('Your comment').fill('Or jam?');
    await there.getByLabel('Your comment').press('Control+Enter');
    await here.locator('.comment', { hasText: 'Or jam?' }).waitFor();
  });

  test('whoever reads further up stays there, and is told how much is new', async () => {
    const lines = (word: string) => Array.from({ length: 40 }, () => `- ${word}`).join('\n');
    await say(who(ada), circle, lines('The kettle is on.'));
    await say(who(ben), circle, lines('The bread is in.'));
    const { page } = who(ada);
    const log = page.getByRole('log');
    await message(page, 'The bread is in.').waitFor();
    await log.evaluate((element) => element.scrollTo({ top: 0 }));
    await page.getByRole('button', { name: 'To the newest' }).waitFor();
    const before = await placeOf(page, 'Good morning, porch.');
    await say(who(ben), circle, 'Anybody still up there?');
    await ask(who(ben), 'PUT', `/messages/${await first(page)}/reaction`, { kind: 'like' });
    const button = page.getByRole('button', { name: '1 new message' });
    await button.waitFor();
    await page.getByRole('button', { name: 'Like, 1' }).waitFor();
    expect(Math.abs((await placeOf(page, 'Good morning, porch.')) - before)).toBeLessThan(2);
    await keep(page, 'circle-new-below');
    await button.click();
    await expect
      .poll(() => log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight))
      .toBeLessThan(2);
    await button.waitFor({ state: 'detached' });
  });

  test('on a phone, in German and without motion it is one quiet line', async () => {
    const { page } = who(ada);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${CIRCLES}/${circle}?lang=de`);
    await page.getByRole('button', { name: '2 da' }).waitFor();
    await field(who(ben).page).pressSequentially('Na so');
    const typing = page.locator('.talk-foot .typing');
    await typing.getByText(`${who(ben).login} schreibt …`).waitFor();
    expect(await typing.locator('i').evaluate((one) => getComputedStyle(one).animationName)).toBe(
      'none',
    );
    await keep(page, 'circle-live-phone');
    expect(await overflowing(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await field(who(ben).page).fill('');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: null });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${CIRCLES}?lang=en`);
  });

  test('whoever keeps order sees that something waits, from wherever in the circle', async () => {
    await told(who(ada), circle);
    const { id } = await say(who(ben), circle, 'Buy my honey.');
    await ask(who(ada), 'POST', `/messages/${id}/report`, { reason: 'spam', text: null });
    await who(ada).page.getByRole('link', { name: 'To review 1 waiting' }).waitFor();
    expect(await who(ben).page.getByRole('link', { name: 'To review' }).count()).toBe(0);
  });

  test('where there is no socket the page asks, and nothing is there twice', async () => {
    const { page } = who(ben);
    await page.routeWebSocket(/\/ws\/sessions\//, (socket) => socket.close({ code: 3502 }));
    await visit(who(ben), circle);
    const asked = changesAsked(page);
    await say(who(ada), circle, 'Slow, but here.');
    await message(page, 'Slow, but here.').waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(await message(page, 'Slow, but here.').count()).toBe(1);
    expect(await page.locator('.talk-foot').count()).toBe(0);
  });

  test('whoever is banned is told so at once, and reads no more', async () => {
    const away = await person(browser);
    await ask(away, 'POST', `/circles/${circle}/join`);
    await told(away, circle);
    const { page } = away;
    const me = await page.request.get(`${ready.api}/api/v1/me`);
    const { id } = (await me.json()) as { id: string };
    const banned = { state: 'banned', reason: 'Not here.' };
    await ask(who(ada), 'PATCH', `/circles/${circle}/members/${id}`, banned);
    await page.locator('.shut', { hasText: 'You are banned from this circle' }).waitFor();
    await page.getByText('They said: Not here.').waitFor();
    expect(await page.getByRole('log').count()).toBe(0);
    expect(await field(page).count()).toBe(0);
    await keep(page, 'circle-banned');
    expect(await barriers(page)).toEqual([]);
    await away.context.close();
  });

  test('whoever leaves on another page is out on this one', async () => {
    const other = await who(ben).context.newPage();
    await other.goto(`${CIRCLES}/${circle}`);
    await other.locator('.here-count').waitFor();
    await ask(who(ben), 'POST', `/circles/${circle}/leave`);
    await other.getByText('You read along here.').waitFor();
    expect(await field(other).count()).toBe(0);
    await message(other, 'Toast is ready.').waitFor();
    await other.close();
  });
}

/** Opens a circle’s messages, and waits until they are told. */
async function told(one: Person, circle: string): Promise<void> {
  await visit(one, circle);
  await one.page.locator('.here-count').waitFor();
}

/** What a page asks from now on of what changed. */
function changesAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/changes?')) asked.push(request.url());
  });
  return asked;
}

/** How far down in the window a message begins. */
function placeOf(page: Page, text: string): Promise<number> {
  return message(page, text).evaluate((one) => one.getBoundingClientRect().top);
}

async function first(page: Page): Promise<string> {
  return (await page.locator('.log article.message').first().getAttribute('data-id')) ?? '';
}

function who(person: Person | undefined): Person {
  if (!person) throw new Error('nobody came in');
  return person;
}
