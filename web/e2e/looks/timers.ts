/** Pages of a timer, to its owner and to whoever has a link, as they are kept. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import * as desk from '../meter/streamer/desk';
import { newLogin } from '../meter/streamer/twitch';
import { launch } from '../stage';
import { likeKept } from './kept';
import { clock, heading, type Shown, STILL, shown, text } from './shown';

type Made = { id: string; links: Record<string, string> };

const DUEL = [
  { id: 'a', name: 'Ada', color: '#f8fafc' },
  { id: 'b', name: 'Kit', color: '#475569' },
];
const MANY = ['Ada', 'Kit', 'Sam', 'Zoe', 'Lou', 'Max'].map((name) => ({
  id: name.toLowerCase(),
  name,
}));
export function timers(): void {
  let browser: Browser;
  let stranger: BrowserContext;
  let owner: BrowserContext;
  let ready: Made;
  let paused: Made;
  let over: Made;

  beforeAll(async () => {
    browser = await launch();
    stranger = await browser.newContext(STILL);
    owner = await desk.newBrowser(browser, STILL);
    const page = await desk.comeIn(owner, newLogin());
    ready = await page.evaluate(make, { title: 'Final', participants: DUEL, commands: [] });
    paused = await page.evaluate(make, {
      title: 'Club night',
      participants: MANY,
      commands: ['start', 'pause'],
    });
    over = await page.evaluate(make, {
      title: 'Semifinal',
      participants: DUEL,
      commands: ['start', 'complete'],
    });
    await page.close();
  });

  afterAll(() => browser.close());

  const own = (...page: Shown) => shown(owner, page);
  const link = (name: string, of: () => Made, role: string, is = clock) =>
    shown(stranger, [name, () => of().links[role] ?? '', is]);
  const at =
    (of: () => Made, tab = '') =>
    () =>
      `/timer/${of().id}${tab}`;
  const live = async (page: Page) => {
    await page.getByText('Live', { exact: true }).first().waitFor();
    await clock(page);
  };

  test('list', () =>
    own('timers', '/timer', (page) => page.getByRole('link', { name: /^Final/ }).waitFor()));
  test('list, of which none is so', () =>
    own('timers-none', '/timer?search=nothing', heading('No title contains')));
  test('new', () => own('timer-new', '/timer/new', heading('Start from')));
  test('clock, before the start', () =>
    own(
      'timer-ready',
      at(() => ready),
      live,
    ));
  test('clock, paused, of many', () =>
    own(
      'timer-paused',
      at(() => paused),
      live,
    ));
  test('clock, at the end', () =>
    own(
      'timer-over',
      at(() => over),
      (page) => page.getByRole('button', { name: 'Play again' }).waitFor(),
    ));
  test('links', () =>
    own(
      'timer-links',
      at(() => ready, '/links'),
      text('Created'),
    ));
  test('a link and its code', () =>
    own(
      'timer-link',
      at(() => ready, '/links'),
      async (page) => {
        await page.getByRole('button', { name: 'QR code: Table' }).click();
        await page.getByRole('img', { name: 'QR code of this link' }).waitFor();
      },
    ));
  test('a link for OBS', () =>
    own(
      'timer-link-obs',
      at(() => ready, '/links'),
      async (page) => {
        await page.getByRole('button', { name: /^For OBS/ }).click();
        await page.getByRole('dialog').waitFor();
      },
    ));
  test('settings', () =>
    own(
      'timer-settings',
      at(() => ready, '/settings'),
      (page) => page.getByLabel('Title').waitFor(),
    ));
  test('history, of which there is none', () =>
    own(
      'timer-history-none',
      at(() => ready, '/history'),
      heading('Nothing has happened yet'),
    ));
  test('history', () =>
    own(
      'timer-history',
      at(() => over, '/history'),
      text('Time per player'),
    ));
  test('what is not there', () =>
    own(
      'timer-missing',
      '/timer/00000000-0000-7000-8000-000000000000',
      heading('Timer not found'),
    ));

  test('table, before the start', () => link('join-table-ready', () => ready, 'table'));
  test('table, at the end', () => link('join-table-over', () => over, 'table'));
  test('list of whoever steers', () => link('join-moderator', () => paused, 'moderator'));
  test('a player who waits', () => link('join-player', () => paused, 'participant'));
  test('projector, two', () => link('join-display-duel', () => ready, 'viewer'));
  test('projector, many', () => link('join-display-many', () => paused, 'viewer'));
  test('projector, at the end', () => link('join-display-over', () => over, 'viewer'));

  test.each([
    ['two', () => ready, 800, ''],
    ['many', () => paused, 800, ''],
    ['narrow', () => ready, 400, ''],
    ['rows', () => paused, 800, '?plates=4'],
  ] as const)('plates on a stream: %s', async (name, of, width, asked) => {
    const page = await stranger.newPage();
    for (const theme of ['dark', 'light']) {
      await page.setViewportSize({ width, height: asked ? 200 : 100 });
      await page.goto(`${of().links.overlay}${asked}${asked ? '&' : '?'}theme=${theme}`);
      await page.locator('.plate').first().waitFor();
      await likeKept(page, `plates-${name}-${theme}`, true);
    }
    await page.close();
  });
}

type Wanted = { title: string; participants: readonly object[]; commands: readonly string[] };

/** In the page of whoever shall own it. */
async function make({ title, participants, commands }: Wanted): Promise<Made> {
  const me = await (await fetch('/api/v1/me')).json();
  const post = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': me.csrf };
    const answer = await fetch(`/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const config = { mode: 'per_participant', title, participants, budget_ms: 180_000 };
  const { id } = (await post('/sessions', { kind: 'timer', config })) as { id: string };
  const links: Record<string, string> = {};
  for (const role of ['table', 'moderator', 'viewer', 'overlay', 'participant']) {
    const seat = role === 'participant' ? { participant: 'sam' } : {};
    const { url } = await post(`/sessions/${id}/links`, { role, ...seat });
    if (url) links[role] = url;
  }
  // Within one second, whatever the clocks show: they have hardly run.
  for (const name of commands) await post(`/sessions/${id}/commands/${name}`, {});
  return { id, links };
}
