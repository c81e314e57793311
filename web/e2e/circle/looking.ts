/** Circles as those find them who are in none: a guest, and somebody who signs in on the way. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { someone } from '../signed-in';
import { keep, keepWhole, launch } from '../stage';
import {
  CIRCLES,
  field,
  makeCircle,
  message,
  newName,
  overflowing,
  type Person,
  person,
  say,
} from './circles';

export function looking(): void {
  const [name, shut] = [newName('Open window'), newName('Half open')];
  let browser: Browser;
  let ada: Person;
  let circle: string;
  let asks: string;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    const front = { description: 'Fresh air', tags: ['airing'], category: 'habits' };
    circle = await makeCircle(ada, { name, ...front });
    const question = 'What brings you here?';
    asks = await makeCircle(ada, { name: shut, kind: 'invite_only', question });
    await say(ada, circle, 'Everybody may read this.');
  });

  beforeEach(async () => {
    context = await browser.newContext({ colorScheme: 'dark' });
    page = await context.newPage();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await page.locator('main').innerText());
    await context.close();
  });

  afterAll(() => browser.close());

  test('a guest finds what is public by its words and its category', async () => {
    await page.goto(CIRCLES);
    await page.getByText('Look around.').waitFor();
    await page.getByLabel('Search circles').fill(name);
    await expect.poll(() => page.locator('.discover .circle-line').count()).toBe(1);
    await page.getByLabel('Category').selectOption('Grief');
    await page.getByText('No public circle matches').waitFor();
    await page.goBack();
    await page.getByRole('link', { name }).waitFor();
    await keepWhole(page, 'circles-guest');
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => overflowing(page)).toEqual([]);
    // What is shut is found by its link alone.
    await page.getByLabel('Search circles').fill(shut);
    await page.getByText('No public circle matches').waitFor();
  });

  test('whoever signs in on the way comes back, and joins', async () => {
    await page.goto(`${CIRCLES}/${circle}`);
    await message(page, 'Everybody may read this.').waitFor();
    expect(await field(page).count()).toBe(0);
    await keep(page, 'circle-guest');
    expect(await barriers(page)).toEqual([]);
    await page.locator('.shut').getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Continue with Twitch' }).click();
    await page.getByLabel('Another name').fill(someone());
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.waitForURL(`${CIRCLES}/${circle}`);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByText('You are in.').waitFor();
    await field(page).waitFor();
  });

  test('one that is invite only asks its question, and an answer lets in', async () => {
    const ben = await person(browser);
    await ben.page.goto(`${CIRCLES}/${asks}`);
    await ben.page.getByText('What brings you here?').waitFor();
    await ben.page.getByLabel('Your answer').fill('A friend told me.');
    await ben.page.getByRole('button', { name: 'Ask to join' }).click();
    await ben.page.getByText('Until a moderator answers').waitFor();
    await ada.page.goto(`${CIRCLES}/${asks}/people?state=pending`);
    await ada.page.getByText('Answer: A friend told me.').waitFor();
    await ada.page.getByRole('button', { name: 'Let in' }).click();
    await ada.page.getByText('Nobody asks to join').waitFor();
    await ben.page.reload();
    await field(ben.page).waitFor();
    await ben.context.close();
  });

  test('what is older comes in above, and what is read stays where it is', async () => {
    await serve(page, circle, 120);
    await page.goto(`${CIRCLES}/${circle}`);
    const log = page.getByRole('log');
    await message(page, 'Number 120.').waitFor();
    await expect.poll(() => page.locator('.log article').count()).toBe(50);
    const first = message(page, 'Number 71.');
    await log.evaluate((element) => element.scrollTo({ top: 60 }));
    await message(page, 'Number 21.').waitFor({ state: 'attached' });
    await expect.poll(() => isInSight(page, 'Number 71.')).toBe(true);
    await expect.poll(() => first.count()).toBe(1);
    await page.getByRole('button', { name: 'To the newest' }).click();
    await expect.poll(() => isInSight(page, 'Number 120.')).toBe(true);
  });

  test('no page is made for what is no circle', async () => {
    await page.goto(`${CIRCLES}/nothing`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await page.getByRole('link', { name: 'Go to circles' }).click();
    await page.getByRole('heading', { level: 1, name: 'Circles' }).waitFor();
  });

  test('all of it is read in German', async () => {
    await page.goto(`${CIRCLES}?lang=de`);
    await page.getByRole('heading', { name: 'Entdecken' }).waitFor();
    await page.getByText('Sieh dich um.').waitFor();
    await page.goto(`${CIRCLES}/${circle}?lang=de`);
    await page.getByText('Du liest hier als Gast.').waitFor();
    expect(await barriers(page)).toEqual([]);
  });
}

/** Answers for a circle in which more was said than anybody may say in a day. */
async function serve(page: Page, circle: string, count: number): Promise<void> {
  const none = { like: 0, love: 0, pray: 0, grateful: 0, inspire: 0, support: 0 };
  const all = Array.from({ length: count }, (_, at) => {
    const text = `Number ${at + 1}.`;
    const id = `0190b2c4-7d1e-7000-8000-${String(at).padStart(12, '0')}`;
    return {
      ...{ id, circle, seq: at + 1, version: 1, kind: 'positive', author: null, mine: false },
      ...{ text, html: `<p>${text}</p>`, state: 'shown', pinned: false, comments: 0 },
      ...{
        media: [],
        daily: false,
        counts: none,
        reaction: null,
        favourite: false,
        at_ms: Date.now(),
        edited_ms: null,
      },
    };
  });
  // Its socket would tell of another circle.
  await page.routeWebSocket(/\/ws\/sessions\//, (socket) => socket.close({ code: 3502 }));
  await page.route(`**/circles/${circle}/messages?*`, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const [before, most] = [Number(query.get('before') ?? count + 1), Number(query.get('limit'))];
    const items = all.filter(({ seq }) => seq < before).slice(-most);
    return route.fulfill({ json: { items, pinned: [], held: [], head: count, n: count } });
  });
  await page.route(`**/circles/${circle}/changes?*`, (route) =>
    route.fulfill({ json: { items: [], n: count } }),
  );
}

function isInSight(page: Page, text: string): Promise<boolean> {
  return message(page, text).evaluate((element) => {
    const [own, log] = [element, element.closest('.log') as Element].map((one) =>
      one.getBoundingClientRect(),
    ) as [DOMRect, DOMRect];
    return own.bottom > log.top && own.top < log.bottom;
  });
}
