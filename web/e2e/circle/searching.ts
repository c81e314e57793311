/** Somebody looks for words: in all that they may read, and in one circle. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, refused, troubles } from '../stage';
import {
  ask,
  CIRCLES,
  fitsPhone,
  makeCircle,
  newName,
  type Person,
  person,
  say,
  visit,
} from './circles';

const SEARCH = `${CIRCLES}/search`;

export function searching(): void {
  const name = newName('Lighthouse');
  // A word that no other story says.
  const word = `Fjällräv${name.slice(-8)}`;
  const plain = word.replaceAll('ä', 'a').toUpperCase();
  let browser: Browser;
  let [ada, ben]: Person[] = [];
  let [circle, shut, message] = ['', '', ''];

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name, description: `Of ${word}, and the sea.` }, [ben]);
    shut = await makeCircle(ada, { name: newName('Cellar'), kind: 'private' });
    message = (await say(ada, circle, `A *${word}* ran by, <b>twice</b>.`)).id;
    await ask(ben, 'POST', `/messages/${message}/comments`, { text: `I saw the ${word}, too.` });
    await say(ada, shut, `No ${word} here.`);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await ada?.page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  test('words are typed, found and marked, and stand in the address', async () => {
    const { page } = who(ada);
    const found = troubles(page);
    await page.goto(CIRCLES);
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    const field = page.getByRole('searchbox', { name: 'Words to look for' });
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.getByText('the beginning of a word is enough').waitFor();
    await page.keyboard.type(plain);
    await page.keyboard.press('Enter');
    await expect.poll(() => marks(page)).toEqual([word, word, word, word]);
    expect(new URL(page.url()).searchParams.get('q')).toBe(plain);
    await page.getByRole('heading', { level: 2, name: 'Circles' }).waitFor();
    // What was written as HTML is text, as everywhere.
    await said(page, 'ran by').getByText('<b>twice</b>').waitFor();
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'circles-search');
    await fitsPhone(page);
    await said(page, 'ran by').getByRole('link', { name: 'Open in its circle' }).click();
    await page.waitForURL(`${CIRCLES}/${circle}/m/${message}`);
    await page.goBack();
    await expect.poll(async () => (await marks(page)).length).toBe(4);
    expect(found).toEqual([]);
  });

  test('another finds what is theirs to read, and nothing of what is not', async () => {
    const { page } = who(ben);
    await page.goto(`${SEARCH}?q=${encodeURIComponent(word)}`);
    await said(page, 'I saw the').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    expect(await said(page, 'No ').count()).toBe(0);
    const places = page.getByRole('navigation', { name: 'Where to look' });
    await places.getByRole('link', { name: 'Circles' }).click();
    await page.getByRole('article').first().waitFor({ state: 'detached' });
    await page.getByRole('main').getByRole('link', { name }).waitFor();
    await page.goBack();
    await said(page, 'I saw the').waitFor();
  });

  test('a circle is searched by itself, and everywhere again', async () => {
    const { page } = who(ada);
    await visit(who(ada), shut);
    await page.getByRole('link', { name: 'Search in this circle' }).click();
    const field = page.getByRole('searchbox', { name: 'Words to look for' });
    await field.fill(word);
    await field.press('Enter');
    await said(page, 'No ').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    await page.getByRole('link', { name: 'Search everywhere' }).click();
    await said(page, 'ran by').waitFor();
    await expect.poll(() => page.getByRole('article').count()).toBe(3);
  });

  test('where nothing is found, or too much is asked, it is said', async () => {
    const { page } = who(ada);
    await page.goto(`${SEARCH}?q=${word}nowhere`);
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${SEARCH}?q=${'a+'.repeat(11)}`);
    await page.getByText('100 characters and ten words at most.').waitFor();
    await page.goto(`${SEARCH}?q=${word}nowhere&lang=de`);
    await page.getByRole('heading', { name: 'Nichts gefunden' }).waitFor();
    await page.goto(`${SEARCH}?q=&lang=en`);
  });

  test('whoever searches too often is told what the limit is', async () => {
    const { page } = who(ben);
    const found = troubles(page);
    await page.route('**/api/v1/search?*', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'Retry-After': '20' },
        json: {
          ...{ type: 'about:blank', title: 'Too Many Requests', status: 429, code: 'limited' },
          detail: '30 searches a minute at most: wait as Retry-After says',
        },
      }),
    );
    await page.goto(`${SEARCH}?q=${word}`);
    await page.getByText('30 searches a minute').waitFor();
    await page.unroute('**/api/v1/search?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await said(page, 'I saw the').waitFor();
    expect(refused(found, 429)).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });

  test('a guest finds what is public, and no people', async () => {
    const context = await browser.newContext({ colorScheme: 'light' });
    const page = await context.newPage();
    await page.goto(`${SEARCH}?q=${encodeURIComponent(word)}`);
    await said(page, 'ran by').waitFor();
    const places = page.getByRole('navigation', { name: 'Where to look' });
    expect(await places.getByRole('link').allInnerTexts()).toEqual([
      'Everything',
      'Messages',
      'Circles',
    ]);
    expect(await barriers(page)).toEqual([]);
    await context.close();
  });
}

const said = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

const marks = (page: Page) => page.locator('main mark').allInnerTexts();

function who(person: Person | undefined): Person {
  if (!person) throw new Error('nobody came in');
  return person;
}
