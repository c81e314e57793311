/** Why jobs fail, and what is done about all that failed alike. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from './barriers';
import { sql } from './database';
import { keep, launch, ready } from './stage';

const GONE = 'there is no such house as';

export function failures(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({
      colorScheme: 'dark',
      viewport: { width: 1440, height: 900 },
    });
    page = await context.newPage();
    await page.goto(ready.admin_url);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    sql(`INSERT INTO job (id, name, queue, version, payload, state, attempt, attempts_max,
        run_at, created_at, ended_at, error)
      SELECT ('00000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, 'sync_config', 'configs',
        1, '{"session": "${ready.session_id}"}', 'dead', 5, 5, now(), now(), now(),
        CASE WHEN n <= 6 THEN '${GONE} ' || n ELSE 'the roof of ' || n || ' leaks' END
      FROM generate_series(1, 8) AS n`);
  });

  afterAll(() => browser.close());

  const rows = () => page.getByRole('row');
  const group = (error: string) => rows().filter({ hasText: error });

  test('failed jobs are grouped by error, and one action is for all of a group (D36)', async () => {
    await page.goto(`${ready.api}/admin/jobs?state=dead&name=sync_config`);
    await page.getByRole('button', { name: 'Group by error' }).click();
    await group(GONE).getByRole('cell', { name: '6', exact: true }).first().waitFor();
    await group('the roof of').getByRole('cell', { name: '2', exact: true }).first().waitFor();
    await keep(page, 'console-failures');
    expect(await barriers(page)).toEqual([]);
    // The address has it all: it can be shared.
    expect(new URL(page.url()).searchParams.get('group')).toBe('error');

    await group(GONE)
      .getByRole('button', { name: /^Discard/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/discard 6/).fill('discard 6');
    await dialog.getByRole('button', { name: /^Discard 6/ }).click();
    await group(GONE).waitFor({ state: 'detached' });
    await expect.poll(() => group('the roof of').count()).toBe(1);

    await group('the roof of').getByRole('link', { name: 'sync_config' }).click();
    await page.getByRole('button', { name: 'Any error again' }).waitFor();
    await page.locator('tbody').getByText('the roof of 7 leaks').waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
  });

  test('how long jobs run is told in percentiles (D39)', async () => {
    sql(`INSERT INTO job_attempt (job_id, attempt, name, queue, worker, started_at, ended_at, outcome)
      SELECT ('${fresh()}')::uuid, n, 'sync_config', 'configs', 'w', now(),
        now() + interval '250 milliseconds', 'done'
      FROM generate_series(1, 5000) AS n`);
    await page.goto(`${ready.api}/admin`);
    const row = page.locator('tr[data-row="sync_config"]');
    await expect
      .poll(() => row.locator('[data-percentiles]').textContent())
      .toContain('250 ms · 250 ms');
  });
}

/** An id of this moment: ids grow with time. */
function fresh(): string {
  const ms = Date.now().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8002-000000000000`;
}
