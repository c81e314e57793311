import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page, WebSocket } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch, ready, troubles } from '../../stage';
import { until, value } from '../bar';
import * as desk from './desk';
import { channelOf, chatSays, consent, newLogin } from './twitch';

const STREAM = { width: 800, height: 100 };

/** An evening of one streamer, from the landing page to signing out: each step goes on from the last. */
export function story(): void {
  const login = newLogin();
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let obs: BrowserContext;
  let overlay: Page;
  let old: WebSocket;
  let channel: string;
  let found: string[];

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser);
    obs = await browser.newContext({ viewport: STREAM });
    page = await context.newPage();
    found = troubles(page);
  });

  afterAll(() => browser.close());

  async function openOverlay(address: string): Promise<{ page: Page; line: WebSocket }> {
    const opened = await obs.newPage();
    const line = opened.waitForEvent('websocket');
    await opened.goto(address);
    await opened.getByRole('meter').waitFor();
    return { page: opened, line: await line };
  }

  test('signing in with Twitch makes a meter', async () => {
    await page.goto(ready.api);
    await page.getByRole('link', { name: 'Continue with Twitch' }).click();
    await consent(page, login);
    await desk.isOpen(page);
    expect(new URL(page.url()).pathname).toBe('/dashboard');
    channel = channelOf(login);
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  test('chat moves the overlay whose address was copied', async () => {
    ({ page: overlay, line: old } = await openOverlay(await desk.copiedAddress(page)));
    const previewed = () => desk.preview(page).getAttribute('aria-valuenow');
    // Between two messages it goes back.
    await expect
      .poll(async () => {
        await chatSays(channel, 'yes', 'YES', ' yes ', 'yes please', 'yes');
        return (await value(overlay)) > 25 && (await previewed()) !== '0';
      })
      .toBe(true);
  });

  test('labels and colours are on the stream without a reload', async () => {
    await overlay.evaluate(() => document.body.setAttribute('data-same-page', ''));
    await desk.label(page, 'For').fill('Jump');
    await desk.label(page, 'Against').fill('Walk');
    await desk.choose(page, 'Light');
    await desk.save(page);
    await overlay.getByText('Jump').waitFor();
    await overlay.getByText('Walk').waitFor();
    await overlay.locator('#bar[data-text="dark"]').waitFor();
    await overlay.locator('[data-same-page]').waitFor();
  });

  test('a round is asked, voted on, stopped and kept', async () => {
    await desk.ask(page, 'Jump the gap?');
    await overlay.getByText('Jump the gap?').waitFor();
    await chatSays(channel, 'yes', 'yes', 'no', 'yes');
    await page.getByText('4 votes').waitFor();
    await desk.stop(page);
    await page.getByText('Jump wins with 75\u2009% of 4 votes').waitFor();
    await page.getByText('≈ 4 voters').waitFor();
    await page.getByText('1 overlay connected').waitFor();
    await overlay.getByText('Jump the gap?').waitFor({ state: 'hidden' });
  });

  test('its result is listed, drawn, and taken along (D18)', async () => {
    await page.getByRole('link', { name: 'Rounds' }).click();
    await page.getByRole('link', { name: 'Jump the gap?' }).click();
    await page.getByRole('heading', { level: 1, name: 'Jump the gap?' }).waitFor();
    await page
      .getByRole('img', { name: /^Votes per second, by second\. Jump: .* [1-3] at most/ })
      .waitFor();
    // Whose number it is stands before it.
    await expect
      .poll(() => page.locator('.chart .reading').first().textContent())
      .toMatch(/^\s*Jump\s+\d/);
    // What draws it comes once it is seen.
    await page.locator('.chart').scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator('.chart canvas').count()).toBe(1);
    const csv = await download('CSV');
    expect(csv.name).toMatch(/^round-.*\.csv$/);
    expect(csv.text.startsWith('\uFEFF')).toBe(true);
    const [head, ...rows] = csv.text.trim().split('\r\n');
    expect(head).toBe('second,at_ms,for,against');
    const sum = (column: number) =>
      rows.reduce((all, row) => all + Number(row.split(',')[column]), 0);
    expect([sum(2), sum(3)]).toEqual([3, 1]);
    const json = JSON.parse((await download('JSON')).text);
    expect(json).toMatchObject({ question: 'Jump the gap?', counts: { for: 3, against: 1 } });
  });

  test('a round that is deleted is in no list (D25)', async () => {
    await page.getByRole('link', { name: 'Meter', exact: true }).click();
    await page.getByRole('button', { name: 'Ask another question' }).click();
    await desk.ask(page, 'By mistake?');
    await desk.stop(page);
    await page.getByRole('link', { name: 'Rounds' }).click();
    await page.getByRole('link', { name: 'By mistake?' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete this round' });
    await dialog.getByRole('button', { name: 'Delete round' }).click();
    await page.getByText('Round deleted.').waitFor();
    await page.getByRole('link', { name: 'Jump the gap?' }).waitFor();
    expect(await page.getByRole('link', { name: 'By mistake?' }).count()).toBe(0);
  });

  async function download(name: string): Promise<{ name: string; text: string }> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name, exact: true }).click(),
    ]);
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  test('a new address silences the old one', async () => {
    await page.getByRole('link', { name: 'Meter', exact: true }).click();
    await page.getByRole('button', { name: 'Reset to centre' }).click();
    await until(overlay, (value) => value === 0);
    const closed = old.waitForEvent('close');
    await page.getByRole('button', { name: 'Reset link' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reset link' });
    await dialog.getByRole('button', { name: 'Reset link' }).click();
    await page.getByText('The old link is gone.').waitFor();
    await closed;
    const { page: next } = await openOverlay(await desk.copiedAddress(page));
    expect(next.url()).not.toBe(overlay.url());
    // Between two messages it goes back.
    await expect
      .poll(async () => {
        await chatSays(channel, 'yes');
        return value(next);
      })
      .toBeGreaterThan(20);
    expect(await value(overlay)).toBe(0);
    await expect.poll(() => overlay.getByText('Jump').isVisible()).toBe(true);
    await next.close();
  });

  test('signing out everywhere reaches every browser', async () => {
    const other = await desk.newBrowser(browser);
    const there = await desk.comeIn(other, login);
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    for (const left of [page, there]) {
      await left.getByRole('heading', { name: 'You are signed out' }).waitFor();
    }
    await keep(page, 'dashboard-signed-out');
    await there.reload();
    await there.getByRole('heading', { name: 'Sign in to Downbeat' }).waitFor();
    // The browser itself notes who is a stranger now, and a result that was not there yet.
    expect(found.filter((trouble) => !/status of 40[14]/.test(trouble))).toEqual([]);
  });
}
