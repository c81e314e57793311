/** Clocks on a device without a network: how they were last, and for how long. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked } from '../asked';
import { barriers } from '../barriers';
import { SlowLine } from '../slow-line';
import { keep, launch, ready } from '../stage';
import { command, makeLink, makeTimer, through } from './timers';

export function withoutNetwork(): void {
  let browser: Browser;
  let context: BrowserContext;
  let line: SlowLine;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    line = await SlowLine.open(ready.api);
  });

  afterAll(async () => {
    await browser.close();
    line.close();
  });

  test('a clock that was opened once opens again, as it was, and says since when', async () => {
    const session = await makeTimer({ title: 'The final', budget_ms: 3_600_000 });
    await command(session, 'start');
    await command(session, 'pause');
    const url = through(line.base, await makeLink(session, 'viewer'));
    const page = await context.newPage();
    await page.goto(url);
    const face = page.locator('.face').first();
    await face.waitFor();
    const shown = await face.textContent();
    await expect.poll(() => page.evaluate(kept)).toContain('/join/clock');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));

    line.cut();
    const answers: string[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/')) answers.push(response.url());
    });
    await page.reload();
    await face.waitFor();
    await expect.poll(() => face.textContent()).toBe(shown);
    await page
      .locator('#strip')
      .getByText(/^No connection for .*Shown as it was then\.$/)
      .waitFor();
    await keep(page, 'clock-without-network');
    expect(await barriers(page)).toEqual([]);
    // No answer of the API comes from anywhere else than from the API.
    expect(answers).toEqual([]);

    // What is installed begins with all that were opened here.
    await page.goto(`${line.base}/clocks`);
    const known = page.getByRole('link', { name: 'The final' });
    await known.waitFor();
    await keep(page, 'clocks-without-network');
    expect(await barriers(page)).toEqual([]);
    await known.click();
    await face.waitFor();

    line.mend();
    await page.locator('#strip').waitFor({ state: 'hidden' });
    await command(session, 'resume');
    await page.locator('[data-on]').first().waitFor();

    await page.goto(`${line.base}/clocks`);
    await page.getByRole('button', { name: 'Remove The final from this device' }).click();
    await page.getByText('No clocks yet.').waitFor();
  });

  test('it can be installed', async () => {
    const page = await context.newPage();
    await page.goto(`${line.base}/clocks`);
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
      return link && (await fetch(link.href)).json();
    });
    expect(manifest).toMatchObject({ start_url: '/clocks', display: 'standalone' });
    const icon = await page.request.get(line.base + manifest.icons[0].src);
    expect(icon.headers()['content-type']).toContain('image/svg+xml');
    const worker = await page.request.get(`${line.base}/clocks-worker.js`);
    expect(worker.headers()['content-type']).toContain('javascript');
    expect(worker.headers()['cache-control']).toBe('no-cache');
  });

  test('a link that was taken back is forgotten', async () => {
    const session = await makeTimer({ title: 'Taken back' });
    const link = await makeLink(session, 'viewer');
    const page = await context.newPage();
    await page.goto(through(line.base, link));
    await page.locator('.face').first().waitFor();
    const titles = () => page.evaluate(() => localStorage.getItem('clocks') ?? '');
    await expect.poll(titles).toContain('Taken back');
    await asked(`${ready.api}/api/v1/links/${link.id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${ready.api_token}` },
    });
    await page.getByRole('heading', { name: 'This link has expired.' }).waitFor();
    expect(await titles()).not.toContain('Taken back');
  });
}

/** The paths that this device keeps. */
async function kept(): Promise<string[]> {
  const cache = await caches.open('clocks');
  return (await cache.keys()).map(({ url }) => new URL(url).pathname);
}
