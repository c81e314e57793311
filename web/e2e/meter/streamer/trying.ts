import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked as patiently } from '../../asked';
import { keep, launch, ready } from '../../stage';
import { until } from '../bar';
import * as desk from './desk';
import { channelOf, chatSays, newLogin } from './twitch';

/** What can be tried without an audience, and what programs may do. */
export function trying(): void {
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
  });

  afterAll(() => browser.close());

  const previewed = async () => Number(await desk.preview(page).getAttribute('aria-valuenow'));

  test('test votes push the bar, and it goes back to the centre', async () => {
    const vote = page.getByRole('button', { name: 'Vote “No”' });
    // Between two votes it goes back.
    await expect
      .poll(async () => {
        await vote.click();
        return previewed();
      })
      .toBeLessThan(-15);
    await page.getByRole('button', { name: 'Reset to centre' }).click();
    await page.getByText('The bar is at the centre.').waitFor();
    await expect.poll(previewed).toBe(0);
  });

  test('a hundred simulated messages are said, and what became of them', async () => {
    await page.getByRole('button', { name: 'Simulate 100 chat messages' }).click();
    await Promise.all([
      page.getByText('100 chat messages: 70 counted, 30 did not match.').waitFor(),
      expect.poll(previewed).not.toBe(0),
    ]);
    await page.getByRole('img', { name: /^Votes per second, last 10 minutes/ }).waitFor();
  });

  test('shares of recent votes in two bars', async () => {
    await desk.choose(page, 'Share of recent votes', 'Two bars');
    await desk.save(page);
    await page.getByRole('button', { name: 'Reset to centre' }).click();
    await expect.poll(previewed).toBe(0);
    const overlay = await context.newPage();
    await overlay.setViewportSize({ width: 800, height: 100 });
    await overlay.goto(await desk.copiedAddress(page));
    await overlay.getByRole('meter').waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
    await chatSays(channel, 'yes', 'yes', 'yes', 'no');
    await until(overlay, (value) => value === 50);
    await keep(overlay, 'overlay-window-split', true);
    await overlay.close();
  });

  test('choices are asked and shown as they stand', async () => {
    await page.getByRole('textbox', { name: 'Question' }).fill('Which door?');
    await desk.choose(page, 'Choices');
    await page.getByLabel('Choice 1: label').fill('Left door');
    await page.getByRole('button', { name: 'Start round' }).click();
    await page.getByText('Enter a label (max. 25)').waitFor();
    await page.getByLabel('Choice 2: label').fill('Right door');
    await page.getByRole('button', { name: 'Start round' }).click();
    await page.getByRole('button', { name: 'Stop and save the result' }).waitFor();
    await chatSays(channel, '1', '2', '2', 'yes');
    await page.getByText('3 votes').waitFor();
    await desk.stop(page);
    await page.getByText('Right door wins with 67\u2009% of 3 votes').waitFor();
  });

  test('a token is made, used and deleted', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByText('No tokens yet.').waitFor();
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('Name').fill('stream deck');
    await page.getByRole('button', { name: 'Create token' }).click();
    const secret = page.getByRole('dialog', { name: 'Copy your token' }).locator('.secret');
    const token = (await secret.textContent())?.trim() ?? '';
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('stream deck', { exact: true }).waitFor();
    expect(await asked('GET', '', token)).toBe(200);
    // It may look, and nothing else.
    expect(await asked('POST', '', token)).toBe(403);
    await page.getByRole('button', { name: 'Delete stream deck' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete token' }).click();
    await page.getByText('No tokens yet.').waitFor();
    expect(await asked('GET', '', token)).toBe(401);
  });

  test('an account is deleted with everything in it (D25)', async () => {
    const name = (await page.locator('#you').textContent())?.trim() ?? '';
    await page.getByRole('button', { name: 'Delete account' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete account' });
    const verb = dialog.getByRole('button', { name: 'Delete account' });
    await expect.poll(() => verb.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(name);
    await verb.click();
    await page.getByText('Your account is deleted.').waitFor();
    await page.getByRole('heading', { name: 'Sign in to Downbeat' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to Downbeat' }).waitFor();
  });

  async function asked(method: string, rest: string, token: string): Promise<number> {
    const answer = await patiently(`${ready.api}/api/v1/sessions${rest}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify({ kind: 'meter', config: {} }) } : {}),
    });
    return answer.status;
  }
}
