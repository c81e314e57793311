/** A meter whose labels, words and questions run from right to left, or turn what follows. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patiently } from '../asked';
import { comeIn, DESK, isOpen, newBrowser } from '../meter/streamer/desk';
import { newLogin } from '../meter/streamer/twitch';
import { launch, ready } from '../stage';
import { ESCAPED, ends, TURNED, turned, YES } from './turned';

export function meters(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let meter: string;

  beforeAll(async () => {
    browser = await launch();
    context = await newBrowser(browser);
    page = await comeIn(context, newLogin());
    await page.goto(DESK);
    await isOpen(page);
    const { items } = await ask<{ items: { id: string }[] }>('GET', '/sessions?kind=meter');
    meter = items[0]?.id ?? '';
  });

  afterAll(() => browser.close());

  /** As the streamer's own pages ask. */
  async function ask<Answer>(method: string, path: string, data?: object): Promise<Answer> {
    const api = `${ready.api}/api/v1`;
    const { csrf } = await (await patiently(() => context.request.get(`${api}/me`))).json();
    const { config_version } = meter
      ? await (await patiently(() => context.request.get(`${api}/sessions/${meter}`))).json()
      : { config_version: 0 };
    const headers = { 'X-CSRF-Token': csrf, 'If-Match': `"${config_version}"` };
    const answer = await patiently(() =>
      context.request.fetch(api + path, { method, headers, ...(data && { data }) }),
    );
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
    return answer.json();
  }

  async function keepsApart(where: string): Promise<void> {
    const { found, wrong } = await turned(page);
    expect(wrong, where).toEqual([]);
    expect(found, where).toBeGreaterThan(0);
  }

  /** The parameter `If-Match` is for config alone. */
  async function command(name: string, data: object): Promise<void> {
    const api = `${ready.api}/api/v1`;
    const { csrf } = await (await patiently(() => context.request.get(`${api}/me`))).json();
    const headers = { 'X-CSRF-Token': csrf };
    const path = `${api}/sessions/${meter}/commands/${name}`;
    const answer = await patiently(() => context.request.post(path, { headers, data }));
    expect(answer.status()).toBe(200);
  }

  test('its labels stand apart, on the desk and on the stream (D20)', async () => {
    const config = {
      labels: { for: YES, against: ESCAPED },
      triggers: { for: [YES, TURNED], against: ['no'] },
    };
    await ask('PATCH', `/sessions/${meter}`, config);
    await page.goto(DESK);
    await page.getByRole('button', { name: 'Vote' }).first().waitFor();
    await keepsApart('the desk');
    const stream = await context.newPage();
    [page] = [stream];
    await page.setViewportSize({ width: 800, height: 100 });
    await page.goto(`${ready.api}/overlay/preview/${meter}`);
    await page.getByRole('meter').waitFor();
    await keepsApart('the overlay');
    const [first, mark] = await ends(page, YES);
    expect(mark, 'the mark stands to the left of what it ends').toBeLessThan(first);
    const bar = await page.getByRole('meter').boundingBox();
    for (const label of await page.locator('.label span').all()) {
      const box = await label.boundingBox();
      const gap = Math.min(
        Math.abs((box?.x ?? 0) - ((bar?.x ?? 0) + (bar?.width ?? 0))),
        Math.abs((bar?.x ?? 0) - ((box?.x ?? 0) + (box?.width ?? 0))),
      );
      expect(gap, 'a label stands beside the bar').toBeLessThan(40);
    }
  });

  test('so do a round and its choices', async () => {
    await command('start_round', {
      question: YES,
      choices: [
        { trigger: 'א!', label: YES },
        { trigger: '2', label: ESCAPED },
      ],
      duration_s: 600,
    });
    await page.getByText(YES, { exact: true }).first().waitFor();
    await keepsApart('the overlay of a round');
    page = await context.newPage();
    await page.goto(DESK);
    await page.getByRole('button', { name: 'Stop and save the result' }).waitFor();
    await keepsApart('a round that runs');
    await page.getByRole('button', { name: 'Stop and save the result' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await keepsApart('a round that is kept');
    await page.getByRole('link', { name: 'View result' }).click();
    await page.getByRole('heading', { name: 'Result' }).waitFor({ state: 'attached' });
    await keepsApart('a round of the past');
    await page.goto(`${DESK}/rounds`);
    await page.getByText(YES, { exact: true }).waitFor();
    await keepsApart('rounds');
  });

  test('and the name of a token', async () => {
    await ask('POST', '/tokens', { name: TURNED, scopes: ['sessions:read'] });
    await page.goto(`${DESK}/account`);
    await page.getByRole('button', { name: `Delete \u2068${TURNED}\u2069` }).waitFor();
    await keepsApart('the account');
    await page.getByRole('button', { name: `Delete \u2068${TURNED}\u2069` }).click();
    await page.getByRole('dialog').waitFor();
    await keepsApart('deleting it');
  });
}
