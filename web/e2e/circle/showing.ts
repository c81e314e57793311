/** One shows a picture, and the other sees it: described, in its place, and large. */

import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import {
  field,
  makeCircle,
  message,
  newName,
  overflowing,
  type Person,
  person,
  visit,
} from './circles';

/** All of one color. */
function picture(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  for (let at = 0; at < png.data.length; at += 4) png.data.set([32, 128, 160, 255], at);
  return PNG.sync.write(png);
}

const file = (name: string, buffer = picture(640, 320)) => ({
  name,
  mimeType: 'image/png',
  buffer,
});

const chooser = (page: Page) => page.locator('.write input[type=file]');
const attached = (page: Page) => page.getByRole('list', { name: 'Attached' });
const send = (page: Page) =>
  page.locator('.write').getByRole('button', { name: 'Send', exact: true });

export function showing(): void {
  let browser: Browser;
  let [ada, ben]: Person[] = [];
  let circle = '';

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name: newName('Windows') }, [ben]);
  });

  afterAll(() => browser.close());

  test('a picture is attached, described, sent, and seen by another', async () => {
    const [{ page }, { page: other }] = [who(ada), who(ben)];
    await visit(who(ben), circle);
    await visit(who(ada), circle);
    await chooser(page).setInputFiles([file('lake.png')]);
    await attached(page).getByLabel('What picture 1 shows').fill('A lake at noon');
    await field(page).fill('Look at this.');
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'circle-attached');
    await send(page).click();
    await message(page, 'Look at this.').getByAltText('A lake at noon').waitFor();
    expect(await attached(page).count()).toBe(0);
    const there = message(other, 'Look at this.').getByAltText('A lake at noon');
    await there.waitFor();
    await there.scrollIntoViewIfNeeded();
    await expect
      .poll(() => there.evaluate((one) => (one as HTMLImageElement).naturalWidth))
      .toBe(640);
    const box = await there.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(2, 1);
    await there.click();
    const large = other.getByRole('dialog', { name: 'A lake at noon' });
    await large.getByAltText('A lake at noon').waitFor();
    expect(await barriers(other)).toEqual([]);
    await large.getByRole('button', { name: 'Close' }).click();
    await large.waitFor({ state: 'detached' });
  });

  test('what is no picture says so, and the text and the others stay', async () => {
    const { page } = who(ada);
    await field(page).fill('One more.');
    await chooser(page).setInputFiles([
      file('lake.png'),
      { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<p>no picture</p>') },
    ]);
    await attached(page).getByText('PNG, JPEG, WebP and GIF are taken').waitFor();
    await attached(page).getByLabel('What picture 1 shows').waitFor();
    expect(await send(page).isDisabled()).toBe(true);
    await page.locator('.write:not([data-stage="tab"])').waitFor();
    await page.reload();
    await attached(page).getByLabel('What picture 1 shows').waitFor();
    expect(await field(page).inputValue()).toBe('One more.');
    await attached(page).getByRole('button', { name: 'Remove attachment 1' }).click();
    await attached(page).waitFor({ state: 'detached' });
    await chooser(page).setInputFiles([1, 2, 3, 4, 5].map((at) => file(`${at}.png`)));
    await page
      .locator('.write')
      .getByText('A message has four pictures or one recording.')
      .waitFor();
    await expect.poll(() => attached(page).locator('input').count()).toBe(4);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowing(page)).toEqual([]);
    await send(page).click();
    const here = message(page, 'One more.');
    await expect.poll(() => here.locator('.picture').count()).toBe(4);
    expect(await overflowing(page)).toEqual([]);
    await keep(page, 'circle-pictures-phone');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('whoever is in no such circle sees nothing of it', async () => {
    const { page } = who(ada);
    const shut = await makeCircle(who(ada), { name: newName('Drawers'), kind: 'private' });
    await visit(who(ada), shut);
    await chooser(page).setInputFiles([file('letter.png', picture(64, 64))]);
    await attached(page).getByLabel('What picture 1 shows').fill('A letter');
    await send(page).click();
    await page.locator('.log').getByAltText('A letter').waitFor();
    const medium = await page.locator('.log .picture img').first().getAttribute('src');
    expect(medium).toMatch(/^\/api\/v1\/media\//);
    const seen = (one: Person) =>
      one.page.evaluate(async (url) => (await fetch(url)).status, `${ready.api}${medium}`);
    expect(await seen(who(ada))).toBe(200);
    expect(await seen(who(ben))).toBe(404);
  });
}

function who(person: Person | undefined): Person {
  if (!person) throw new Error('nobody came in');
  return person;
}
