/** The pages in the language of whoever reads them. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from './barriers';
import { makeRoom } from './room/rooms';
import { keep, launch, ready } from './stage';
import { command, makeLink, makeTimer } from './timer/timers';

const LOOKS = [
  ['dark', 1280, 900],
  ['light', 390, 844],
] as const;

/** Words that no German sentence has. */
const ENGLISH = /\b(the|and|your|you|with|when|are|of|for|not|yet|this|from|by)\b/i;

export function languages(): void {
  let browser: Browser;
  let german: BrowserContext;
  let page: Page;
  let timer: string;

  beforeAll(async () => {
    browser = await launch();
    german = await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' });
    page = await german.newPage();
    timer = await makeTimer({ title: 'Blitz' });
    await command(timer, 'start');
    await command(timer, 'switch');
    for (const role of ['table', 'participant'] as const) {
      await makeLink(timer, role, role === 'participant' ? 'a' : undefined);
    }
  });

  afterAll(() => browser.close());

  async function isGerman(name: string): Promise<void> {
    for (const [colorScheme, width, height] of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await keep(page, `de-${name}-${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${name} at ${width}`).toBeLessThanOrEqual(0);
    }
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    const said = await page.evaluate(() => {
      // What another language is said to be in, and what people typed, is no oversight.
      const others = 'body [lang="en"], bdi, [dir="auto"], code';
      const hidden = [...document.querySelectorAll<HTMLElement>(others)];
      for (const one of hidden) one.style.display = 'none';
      const text = document.body.innerText;
      for (const one of hidden) one.style.display = '';
      return text;
    });
    const english = said.split('\n').filter((line) => ENGLISH.test(line));
    expect(english, name).toEqual([]);
  }

  test.each([
    ['landing', '/', 'Der Chat entscheidet.'],
    ['login', '/auth/twitch/callback?code=a&state=b', 'Diese Anmeldung ist abgelaufen.'],
    ['missing', '/nirgendwo', 'Seite nicht gefunden.'],
    [
      'link-incomplete',
      '/join/00000000-0000-4000-8000-000000000000',
      'Dieser Link ist unvollständig.',
    ],
    ['stranger', '/dashboard', 'Bei Downbeat anmelden'],
  ])('whoever is not signed in: %s', async (name, path, title) => {
    await page.goto(ready.api + path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await isGerman(name);
    expect(await barriers(page)).toEqual([]);
  });

  test('the pages of a timer, and what its links open', async () => {
    await page.goto(ready.dashboard_url);
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await page.goto(`${ready.api}/timer`);
    await page.getByText('Blitz').first().waitFor();
    await isGerman('timers');
    await page.getByRole('link', { name: 'Neuer Timer' }).click();
    await page.getByRole('button', { name: /^Schach Blitz/ }).waitFor();
    await isGerman('timer-new');
    for (const [view, shown] of [
      ['', 'Spieler'],
      ['/links', 'Neuer Link'],
      ['/settings', 'Webhook'],
      ['/history', 'Wiedergabe'],
    ] as const) {
      await page.goto(`${ready.api}/timer/${timer}${view}`);
      await page.getByRole('heading', { name: shown }).waitFor();
      await isGerman(`timer${view.replace('/', '-') || '-clock'}`);
    }
    for (const role of ['moderator', 'viewer', 'table'] as const) {
      await page.goto((await makeLink(timer, role)).url);
      await page.getByText('1 Zug').first().waitFor();
      await isGerman(`join-${role}`);
    }
  });

  test('the desk, rounds and the account', async () => {
    await page.goto(ready.dashboard_url);
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await page.getByText('Verbunden', { exact: true }).waitFor();
    await isGerman('desk');
    await page.goto(`${ready.api}/dashboard/rounds`);
    await page.getByRole('heading', { level: 1, name: 'Runden' }).waitFor();
    await isGerman('rounds');
    await page.goto(`${ready.api}/dashboard/account`);
    await page.getByRole('button', { name: 'Neuer Token' }).click();
    await page.getByRole('dialog').waitFor();
    await isGerman('account');
  });

  test('the pages of rooms, and what opens within one', async () => {
    await page.goto(ready.dashboard_url);
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    for (const [path, title] of [
      ['', 'Räume'],
      ['/me/friends', 'Freunde'],
      ['/me/history', 'Verlauf'],
    ] as const) {
      await page.goto(`${ready.api}/room${path}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByRole('status', { name: 'Lädt' }).waitFor({ state: 'detached' });
      await isGerman(`rooms${path.replaceAll('/', '-')}`);
    }
    const room = await makeRoom();
    await page.goto(`${room.url}#seat=${room.token}`);
    await page.getByRole('button', { name: 'Zurückkommen' }).click();
    await page.getByRole('tab', { name: /Leute/ }).click();
    for (const [button, title] of [
      ['Wann es beginnt', 'Wann es beginnt'],
      ['Einstellungen', 'Einstellungen'],
      ['Freunde', 'Freunde'],
      ['Für Ordnung sorgen', 'Für Ordnung sorgen'],
      ['Von diesem Server', 'Auf diesem Server'],
    ] as const) {
      await page.getByRole('button', { name: button }).first().click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByRole('status', { name: 'Lädt' }).waitFor({ state: 'detached' });
      await isGerman(`room-${button.toLowerCase().replaceAll(' ', '-')}`);
      await dialog.getByRole('button', { name: 'Schließen' }).click();
    }
  });

  test('the console', async () => {
    const staff = await browser.newContext({ locale: 'de', reducedMotion: 'reduce' });
    page = await staff.newPage();
    await page.goto(ready.admin_url);
    for (const [path, title] of [
      ['', 'Übersicht'],
      ['/jobs', 'Jobs'],
      ['/sessions', 'Sessions'],
      ['/workers', 'Worker'],
      ['/quarantine', 'Quarantäne'],
      ['/cases', 'Fälle der Kreise'],
    ] as const) {
      await page.goto(`${ready.api}/admin${path}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByRole('status', { name: 'Lädt' }).waitFor({ state: 'detached' });
      await isGerman(`console${path.replace('/', '-')}`);
    }
    await staff.close();
    page = await german.newPage();
  });

  test('another language is one press away, and is kept', async () => {
    await page.goto(ready.api);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Chat decides.' }).waitFor();
    await page.goto(`${ready.api}/clocks`);
    await page.getByRole('button', { name: 'Deutsch' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByRole('button', { name: 'English' }).waitFor();
    // The longest page of all is drawn once.
    await page.goto(`${ready.api}/api/docs`);
    await page.getByRole('button', { name: 'English' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
  });

  test('an overlay is in the language that its address names', async () => {
    await command(timer, 'pause');
    const { url } = await makeLink(timer, 'overlay');
    for (const [asked, said] of [
      ['', 'Pausiert'],
      ['?lang=en', 'Paused'],
    ] as const) {
      await page.goto(url + asked);
      await page.getByText(said).first().waitFor();
    }
  });
}
