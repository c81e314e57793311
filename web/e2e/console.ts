import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from './barriers';
import { sql } from './database';
import { leaveDead } from './dead';
import { damage, makeNewer } from './live-redis';
import { keep, launch, ready, troubles } from './stage';
import { command, makeTimer, switches } from './timer/timers';

const PATIENCE_MS = 20_000;
const LOOKS = [
  ['dark', 1440, 900],
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const;

export function operators(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let found: string[];

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark' });
    const first = await context.newPage();
    await first.goto(ready.admin_url);
    await first.getByRole('heading', { name: 'Overview' }).waitFor();
    await first.close();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    page = await context.newPage();
    found = troubles(page);
  });

  afterEach(() => page.close());

  async function open(path: string, title: string): Promise<void> {
    await page.goto(ready.api + path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'detached' });
  }

  /** What is there by now, dark, light and on a phone. */
  async function looksRight(name: string): Promise<void> {
    for (const [colorScheme, width, height] of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      await keep(page, `${name}-${colorScheme}-${width}`);
      expect(await barriers(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  test('whoever is not signed in is told how to be', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(`${ready.api}/admin`);
    await stranger.getByText('downbeat-worker users first-admin').waitFor();
    await keep(stranger, 'console-signed-out');
    await stranger.close();
  });

  test.each([
    ['/admin', 'Overview'],
    ['/admin/jobs', 'Jobs'],
    ['/admin/sessions', 'Sessions'],
    ['/admin/shards', 'Shards'],
    ['/admin/health', 'Health'],
    ['/admin/audit', 'Audit'],
    ['/admin/queues', 'Queues'],
    ['/admin/workers', 'Workers'],
    ['/admin/signals', 'Failed signals'],
    ['/admin/schedules', 'Schedules'],
    ['/admin/quarantine', 'Quarantine'],
    ['/admin/bulk', 'Bulk actions'],
  ])('%s looks right and can be used by anybody', async (path, title) => {
    for (const [colorScheme, width, height] of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      await open(path, title);
      await keep(page, `console-${title.toLowerCase().replace(' ', '-')}-${colorScheme}-${width}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await barriers(page)).toEqual([]);
    }
    expect(found).toEqual([]);
  });

  test('a job that fails appears by itself, is corrected, and is done', async () => {
    await open('/admin/jobs?name=sync_config', 'Jobs');
    const id = await enqueue(page, { session: randomUUID() });
    const row = page.locator(`[data-row="${id}"]`);
    await row.getByText('retrying').waitFor({ timeout: PATIENCE_MS });
    await row.getByRole('link', { name: 'sync_config' }).click();
    expect(new URL(page.url()).pathname).toBe(`/admin/jobs/${id}`);

    const sheet = page.getByRole('complementary', { name: 'sync_config' });
    const error = sheet.getByRole('region', { name: 'Error' });
    await error.waitFor();
    expect(await error.textContent()).toMatch(/session/);
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'console-job');

    await sheet.getByRole('button', { name: 'Edit' }).click();
    await revealIfAsked(page);
    const field = sheet.getByLabel('Edit the arguments');
    await field.fill('{"session": }');
    await sheet.getByText('Line 1, column 13').waitFor();
    await field.fill(JSON.stringify({ session: ready.session_id }));
    await sheet.getByRole('button', { name: 'Save and requeue' }).click();
    await row.getByText('done').waitFor({ timeout: PATIENCE_MS });
    await sheet
      .getByRole('region', { name: 'Done by hand' })
      .getByRole('listitem')
      .first()
      .waitFor();
    expect(found).toEqual([]);
  });

  test('with the keyboard alone: to the jobs, down the list, open, close, pause', async () => {
    await open('/admin', 'Overview');
    for (let n = 0; n < 2; n += 1) await enqueue(page, { session: ready.session_id });
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
    await page.locator('[data-row]').nth(1).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Paused' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const second = page.locator('[data-row]').nth(1);
    const id = await second.getAttribute('data-row');
    expect(await focusedRow(page)).toBe(id);
    await page.keyboard.press('x');
    await page.getByText('1 job selected').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/admin/jobs/${id}`);
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    expect(await focusedRow(page)).toBe(id);
    await page.keyboard.press('Escape');
    await page.getByText('1 job selected').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    expect(await page.getByRole('searchbox').evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goBack();
    expect(found).toEqual([]);
  });

  test('a session that cannot be read is parked, brought back, and goes on', async () => {
    const id = await makeTimer({ title: 'Damaged' });
    await command(id, 'start');
    await command(id, 'switch');
    await switches(id, 1);
    await open('/admin/sessions?sort=parked', 'Sessions');
    await page.getByText('No session is parked').waitFor();
    await keep(page, 'console-parked-none');
    await damage(id, sql(`SELECT shard FROM sessions WHERE id = '${id}'`));

    const row = page.locator(`[data-row="${id}"]`);
    await row.getByText('parked', { exact: true }).waitFor({ timeout: PATIENCE_MS });
    await row.getByText(/cannot be read/).waitFor();
    const rail = page.getByRole('navigation', { name: 'Views' });
    await rail.getByText('1 parked').waitFor();
    await open('/admin', 'Overview');
    await page.getByRole('link', { name: /1 session is parked/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('parked');

    await row.waitFor();
    await looksRight('console-parked-list');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('complementary', { name: /timer/ });
    const why = sheet.getByRole('region', { name: 'Parked' });
    await why.getByText(/cannot be read/).waitFor();
    await why.getByRole('time').waitFor();
    await looksRight('console-parked');

    await sheet.getByRole('button', { name: 'Bring back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bring the session back' });
    await dialog.getByText(/newest state that can be read/).waitFor();
    await dialog.getByLabel(/Why/).fill('it was damaged');
    await keep(page, 'console-parked-asked');
    await dialog.getByRole('button', { name: 'Bring back' }).click();
    await why.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await sheet.getByText('live', { exact: true }).waitFor();
    await sheet.getByRole('region', { name: 'Done by hand' }).getByText('it was damaged').waitFor();
    await page.getByText('No session is parked').waitFor();
    await keep(page, 'console-parked-back');
    const { length } = await switches(id, 1);
    await command(id, 'switch');
    await switches(id, length + 1);
    const events = sheet.getByRole('region', { name: 'Events' });
    const told = () => events.getByText('switched', { exact: true }).count();
    await expect.poll(told).toBe(length + 1);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(found).toEqual([]);
  });

  test('a session of a newer release is not offered to be brought back', async () => {
    const id = await makeTimer({ title: 'Of tomorrow' });
    await command(id, 'start');
    const shard = sql(`SELECT shard FROM sessions WHERE id = '${id}'`);
    await makeNewer(id, shard, 64);
    await page.goto(`${ready.api}/admin/sessions/${id}`);
    const sheet = page.getByRole('complementary', { name: /timer/ });
    const why = sheet.getByRole('region', { name: 'Of a newer release' });
    await why.getByText(/its workers go on with it/).waitFor();
    expect(await sheet.getByRole('button', { name: /Bring|Put to sleep/ }).count()).toBe(0);
    await looksRight('console-newer');
    await makeNewer(id, shard, -64);
    await why.waitFor({ state: 'detached' });
    await sheet.getByRole('button', { name: 'Put to sleep' }).waitFor();
    expect(found).toEqual([]);
  });

  test('500 that died are retried at once, with their count seen first', async () => {
    leaveDead(500);
    await open('/admin/jobs', 'Jobs');
    await page.getByRole('button', { name: 'dead', exact: true }).click();
    await page.getByLabel('Job', { exact: true }).selectOption('sync_config');
    expect(new URL(page.url()).searchParams.get('state')).toBe('dead');
    expect(new URL(page.url()).searchParams.get('name')).toBe('sync_config');
    await page.getByRole('button', { name: 'Retry …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retry: 500 matching jobs' });
    await dialog.waitFor();
    expect(await barriers(page)).toEqual([]);
    await keep(page, 'console-bulk-asked');
    await dialog.getByLabel(/Why/).fill('the session is back');
    await dialog.getByRole('button', { name: 'Retry 500 matching jobs' }).click();
    const progress = page.getByRole('region', { name: 'Bulk action' });
    await progress.getByRole('progressbar').waitFor();
    await keep(page, 'console-bulk-runs');
    await progress.getByText(/500 of 500.*done/).waitFor({ timeout: 2 * PATIENCE_MS });
    await page.goBack();
    expect(new URL(page.url()).searchParams.has('name')).toBe(false);
    expect(found).toEqual([]);
  });

  test('a bulk discard is typed out before it can begin', async () => {
    await open('/admin/jobs', 'Jobs');
    await page.getByRole('checkbox').nth(1).check();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog');
    const go = dialog.getByRole('button', { name: /^Discard/ });
    expect(await go.isDisabled()).toBe(true);
    await dialog.getByLabel(/Type/).fill('discard 1');
    expect(await go.isDisabled()).toBe(false);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
}

/** Enqueues as the page itself would, and says which job it became. */
function enqueue(page: Page, payload: object): Promise<string> {
  return page.evaluate(async (payload) => {
    const me = await (await fetch('/api/v1/me')).json();
    const answer = await fetch('/api/v1/admin/jobs', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': me.csrf },
      body: JSON.stringify({ name: 'sync_config', payload, reason: null }),
    });
    return (await answer.json()).id;
  }, payload);
}

async function revealIfAsked(page: Page): Promise<void> {
  const field = page.getByLabel('Edit the arguments');
  const dialog = page.getByRole('dialog', { name: 'Reveal the arguments' });
  await field.or(dialog).waitFor();
  if (!(await dialog.isVisible())) return;
  await dialog.getByLabel('Why').fill('to correct it');
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await field.waitFor();
}

function focusedRow(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() =>
    document.activeElement?.closest('[data-row]')?.getAttribute('data-row'),
  );
}
