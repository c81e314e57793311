/** The first minutes of a streamer, and what is typed before it is saved. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../../barriers';
import { keep, launch } from '../../stage';
import * as desk from './desk';
import { channelOf, chatSays, newLogin } from './twitch';

export function firstSteps(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let channel: string;

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser);
    const login = newLogin();
    page = await desk.comeIn(context, login);
    channel = channelOf(login);
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  afterAll(() => browser.close());

  test('three steps lead to a bar that moves, and go green by themselves (D23)', async () => {
    const steps = page.locator('.steps li');
    const done = () => steps.evaluateAll((all) => all.map((one) => one.matches('.is-done')));
    await expect.poll(done).toEqual([false, false, false]);
    await expect.poll(() => steps.first().getAttribute('aria-current')).toBe('step');
    const address = await desk.copiedAddress(page);
    await expect.poll(done).toEqual([true, false, false]);
    await keep(page, 'dashboard-steps');
    expect(await barriers(page)).toEqual([]);
    const obs = await browser.newPage({ viewport: { width: 800, height: 100 } });
    await obs.goto(address);
    await obs.getByRole('meter').waitFor();
    await expect.poll(done).toEqual([true, true, false]);
    await chatSays(channel, 'yes');
    // Whoever has seen all of it work needs no steps.
    await steps.first().waitFor({ state: 'detached' });
    await obs.close();
  });

  test('the preview follows what is typed, says that it is not saved, and stays in sight (D11)', async () => {
    const previewed = page.frameLocator('iframe[title^="Your overlay"]');
    await desk.label(page, 'For').fill('Leap');
    await previewed.getByText('Leap').waitFor();
    const unsaved = page.locator('.preview').getByText('Unsaved', { exact: true });
    await unsaved.waitFor();
    await page.getByLabel('Vote limit per minute').scrollIntoViewIfNeeded();
    const box = await unsaved.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(900);
    await page.getByRole('button', { name: 'Discard' }).click();
    await unsaved.waitFor({ state: 'detached' });
    await previewed.getByText('Yes').waitFor();
  });

  test('on the way to rounds, what is not saved is asked about (D24)', async () => {
    await desk.label(page, 'For').fill('Leap');
    await page.getByRole('link', { name: 'Rounds' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await expect.poll(() => desk.label(page, 'For').inputValue()).toBe('Leap');
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('a colour is typed as hex, and put back (D25)', async () => {
    await desk.choose(page, 'Custom');
    const hex = page.getByLabel('For, as hex');
    const before = await hex.inputValue();
    await hex.fill('#12ab34');
    await page
      .getByText(/unsaved change/)
      .first()
      .waitFor();
    await hex.fill('green');
    await page.getByText(/^Fix 1 field/).waitFor();
    await page.getByRole('button', { name: 'Reset colours' }).click();
    await expect.poll(() => hex.inputValue()).toBe(before);
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('a file of a round has each second, votes or none (D25)', async () => {
    await desk.choose(page, 'Two sides', 'Until I stop it');
    await desk.ask(page, 'Every second?');
    await chatSays(channel, 'yes');
    await page.getByText('1 vote', { exact: true }).first().waitFor();
    // The vote's own second, and two whole ones without any.
    await page.waitForTimeout(3_000);
    await desk.stop(page);
    await page.getByRole('link', { name: 'View result' }).click();
    // Its end is known, and with it all of its seconds.
    await page.getByRole('button', { name: 'Delete', exact: true }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    const rows = (await readFile(await file.path(), 'utf8')).trim().split('\r\n').slice(1);
    const seconds = rows.map((row) => Number(row.split(',')[0]));
    expect(seconds.length).toBeGreaterThan(2);
    expect(seconds).toEqual(seconds.map((_, at) => (seconds[0] ?? 0) + at));
  });

  test('a token says what it lacks and what it is for (D25)', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'New token' }).click();
    const dialog = page.getByRole('dialog');
    const create = dialog.getByRole('button', { name: 'Create token' });
    await expect.poll(() => create.isDisabled()).toBe(true);
    await dialog.getByRole('status').waitFor();
    for (const scope of await dialog.locator('fieldset label').allTextContents()) {
      expect(scope.toLowerCase()).not.toContain('meter');
    }
    await dialog.getByLabel('Name').fill('deck');
    await expect.poll(() => create.isEnabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });
}
