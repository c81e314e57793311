/** A journal on a device without a network: written always, read where it is one's own. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { type Person, person } from '../circle/circles';
import { SlowLine } from '../slow-line';
import { keep, launch, ready } from '../stage';

export function withoutNetwork(): void {
  let browser: Browser;
  let ada: Person;
  let line: SlowLine;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    line = await SlowLine.open(ready.api);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await ada.page.locator('body').innerText());
    line.mend();
  });

  afterAll(async () => {
    await browser.close();
    line.close();
  });

  const opened = async (page: Page) => {
    await page.goto(`${line.base}/journal`);
    await text(page).waitFor();
  };
  const own = (page: Page) => page.getByLabel('This is my own device');
  const entry = (page: Page) => page.locator('.entries').getByRole('button', { name: /^The lamp/ });

  test('what is written without a network is here, and goes when it is back', async () => {
    const { page } = ada;
    await opened(page);
    await page.getByLabel('Title').fill('The lamp');
    await text(page).fill('One lamp, one chair.');
    await page.getByRole('button', { name: 'Save entry' }).click();
    await page.getByText('Saved.').waitFor();
    await entry(page).waitFor();
    await page.getByRole('button', { name: 'New entry' }).click();
    await expect.poll(() => page.evaluate(kept)).toContain('/journal');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));

    line.cut();
    await page.reload();
    await text(page).fill('In the dark.');
    await stage(page, 'here');
    // Nobody called this device their own: nothing that was written is read here.
    expect(await entry(page).count()).toBe(0);
    await page.reload();
    await expect.poll(() => text(page).inputValue()).toBe('In the dark.');
    line.mend();
    await page.reload();
    await expect.poll(() => text(page).inputValue()).toBe('In the dark.');
    await stage(page, 'server');
  });

  test('on a device of their own the last entries are read, until it is one no more', async () => {
    const { page } = ada;
    await opened(page);
    await own(page).check();
    await page.getByText('Your last 30 entries can be read here without a network.').waitFor();
    line.cut();
    await page.reload();
    await page.getByText('No connection. As kept on this device:').waitFor();
    await entry(page).click();
    await expect.poll(() => text(page).inputValue()).toBe('One lamp, one chair.');
    await keep(page, 'journal-without-network');
    expect(await barriers(page)).toEqual([]);
    line.mend();
    await opened(page);
    await expect.poll(() => own(page).isChecked()).toBe(true);
    await own(page).uncheck();
    await page.getByText('What was kept here is deleted.').waitFor();
    line.cut();
    await page.reload();
    await text(page).waitFor();
    expect(await entry(page).count()).toBe(0);
  });

  test('ten moods stand in one row, and on a phone in two of five', async () => {
    const { page } = ada;
    await opened(page);
    const rows = async () => {
      const boxes = page.getByRole('group', { name: 'How are you?' }).locator('label');
      const tops = await boxes.evaluateAll((all) =>
        all.map((one) => Math.round(one.getBoundingClientRect().top)),
      );
      return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length);
    };
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await rows()).toEqual([10]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await rows()).toEqual([5, 5]);
  });
}

/** The paths that this device keeps. */
async function kept(): Promise<string[]> {
  const cache = await caches.open('journal');
  return (await cache.keys()).map(({ url }) => new URL(url).pathname);
}

function text(page: Page) {
  return page.getByLabel('What is on your mind?');
}

async function stage(page: Page, stage: string): Promise<void> {
  await page.locator(`.saved[data-stage="${stage}"]`).waitFor();
}
