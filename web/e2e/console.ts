import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { askedBy } from './asked';
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

  test('it is no blank page while it is asked who looks', async () => {
    let answer = () => {};
    const isAnswered = new Promise<void>((done) => (answer = done));
    await page.route('**/api/v1/me', async (route) => {
      await isAnswered;
      await route.continue();
    });
    await page.goto(`${ready.api}/admin/jobs`);
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'Queues' })
      .waitFor();
    await page.locator('.bone').first().waitFor();
    await page.locator('.mark.is-falling').waitFor();
    await keep(page, 'console-before-name');
    answer();
    await page.locator('.mark.is-falling').waitFor({ state: 'detached' });
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
    ['/admin/cases', 'Circle cases'],
    ['/admin/bulk', 'Bulk actions'],
    ['/admin/archives', 'Archives'],
  ])('%s looks right and can be used by anybody (D39)', async (path, title) => {
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
    await expect.poll(() => error.textContent()).toMatch(/session/);
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
      .getByRole('region', { name: 'Manual actions' })
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
    await expect.poll(() => focusedRow(page)).toBe(id);
    await page.keyboard.press('x');
    await page.getByText('1 job selected').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/admin/jobs/${id}`);
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    await expect.poll(() => focusedRow(page)).toBe(id);
    await page.keyboard.press('Escape');
    await page.getByText('1 job selected').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    expect(await page.getByRole('searchbox').evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
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

    await sheet.getByRole('button', { name: 'Restore' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore the session' });
    await dialog.getByText(/newest readable state/).waitFor();
    await dialog.getByLabel(/Reason/).fill('it was damaged');
    await keep(page, 'console-parked-asked');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await why.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await sheet.getByText('live', { exact: true }).waitFor();
    await sheet
      .getByRole('region', { name: 'Manual actions' })
      .getByText('it was damaged')
      .waitFor();
    await page.getByText('No session is parked').waitFor();
    await keep(page, 'console-parked-back');
    const { length } = await switches(id, 1);
    await command(id, 'switch');
    await switches(id, length + 1);
    const events = sheet.getByRole('region', { name: 'Latest events' });
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
    const why = sheet.getByRole('region', { name: 'From a newer release' });
    await why.getByText(/its workers handle it/).waitFor();
    expect(await sheet.getByRole('button', { name: /Restore|Deactivate/ }).count()).toBe(0);
    await looksRight('console-newer');
    await makeNewer(id, shard, -64);
    await why.waitFor({ state: 'detached' });
    await sheet.getByRole('button', { name: 'Deactivate' }).waitFor();
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
    await dialog.getByLabel(/Reason/).fill('the session is back');
    await dialog.getByRole('button', { name: 'Retry 500 matching jobs' }).click();
    const progress = page.getByRole('region', { name: 'Bulk action' });
    await progress.getByRole('progressbar').waitFor();
    await keep(page, 'console-bulk-runs');
    await progress.getByText(/500 of 500.*done/).waitFor({ timeout: 2 * PATIENCE_MS });
    await page.goBack();
    expect(new URL(page.url()).searchParams.has('name')).toBe(false);
    expect(found).toEqual([]);
  });

  test('what waits for its next try is run with the key that tries again (D37)', async () => {
    await open('/admin/jobs?name=sync_config', 'Jobs');
    const id = await enqueue(page, { session: randomUUID() });
    const row = page.locator(`[data-row="${id}"]`);
    await row.getByText('retrying').waitFor({ timeout: PATIENCE_MS });
    await row.getByRole('checkbox').check();
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Run now: 1 selected job' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Escape');
    await page.getByText('1 job selected').waitFor({ state: 'detached' });
    const done = page.locator('[data-row]').filter({ hasText: 'done' }).first();
    await done.getByRole('checkbox').check();
    await page.keyboard.press('r');
    await page.getByText(/^0 of 1 can run/).waitFor();
  });

  test('a job that is not kept is looked for where its failures are (D38)', async () => {
    await open('/admin/jobs?name=drain_events', 'Jobs');
    const found = page.getByRole('heading', { name: 'No matching job' }).locator('..');
    await found.getByRole('link', { name: 'Signals' }).click();
    await page.getByRole('heading', { level: 1, name: 'Failed signals' }).waitFor();
  });

  test('a search that finds nothing says where it looked (D36)', async () => {
    await open('/admin/jobs?text=nothing.invalid', 'Jobs');
    await page.getByText('is searched in arguments only').waitFor();
    expect(await page.getByRole('button', { name: 'Discard …' }).count()).toBe(0);
    await page.getByRole('link', { name: 'last 7 days' }).click();
    expect(new URL(page.url()).searchParams.get('last')).toBe('7d');
  });

  test('sessions of one owner are told apart by their titles (D39)', async () => {
    const title = `Cup ${randomUUID().slice(0, 8)}`;
    const id = await makeTimer({ title });
    await open('/admin/sessions', 'Sessions');
    await page.locator(`[data-row="${id}"]`).getByText(title, { exact: true }).waitFor();
  });

  test('shards are a map by owner, and what Redis has is written out (D39)', async () => {
    await open('/admin/shards', 'Shards');
    const map = page.getByRole('list', { name: 'Shards by owner' });
    await expect.poll(() => map.locator('[data-lag]').count()).toBe(64);
    await map.getByText('worker-0', { exact: true }).waitFor();
    await open('/admin/health', 'Health');
    const told = await page.locator('.checks').first().textContent();
    expect(told).toMatch(/append-only file\s*(on|off)/);
    expect(told).not.toMatch(/\d(B|K|M|G)\s/);
  });

  test('on a phone the bar of views shows the one that is open (D39)', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open('/admin/audit', 'Audit');
    const here = page.getByRole('navigation', { name: 'Views' }).locator('a[aria-current="page"]');
    await expect.poll(async () => (await here.boundingBox())?.x ?? -1).toBeGreaterThanOrEqual(0);
    const box = await here.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  });

  test('a bulk discard is typed out before it can begin', async () => {
    await open('/admin/jobs?name=sync_config', 'Jobs');
    const id = await enqueue(page, { session: randomUUID() });
    const row = page.locator(`[data-row="${id}"]`);
    await row.getByText('retrying').waitFor({ timeout: PATIENCE_MS });
    await row.getByRole('checkbox').check();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog');
    const go = dialog.getByRole('button', { name: /^Discard/ });
    await expect.poll(() => go.isDisabled()).toBe(true);
    await dialog.getByLabel(/Type/).fill('discard 1');
    await expect.poll(() => go.isDisabled()).toBe(false);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
}

/** Enqueues as the page itself would, and says which job it became. */
async function enqueue(page: Page, payload: object): Promise<string> {
  const job = { name: 'sync_config', payload, reason: null };
  const { status, text } = await askedBy(page, 'POST', '/admin/jobs', job);
  expect(status, text).toBeLessThan(300);
  return JSON.parse(text).id;
}

async function revealIfAsked(page: Page): Promise<void> {
  const field = page.getByLabel('Edit the arguments');
  const dialog = page.getByRole('dialog', { name: 'Reveal the arguments' });
  await field.or(dialog).waitFor();
  if (!(await dialog.isVisible())) return;
  await dialog.getByLabel('Reason').fill('to correct it');
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await field.waitFor();
}

function focusedRow(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() =>
    document.activeElement?.closest('[data-row]')?.getAttribute('data-row'),
  );
}
