/** Rooms, made by the API, and people in them, each in a browser of their own. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { asked } from '../asked';
import { signIn } from '../signed-in';
import { ready, troubles } from '../stage';

/**
 * A minute of a clock: ffmpeg -f lavfi -i testsrc=size=320x180:rate=30 -f lavfi
 * -i sine=frequency=440 -t 60 -c:v libvpx-vp9 -crf 45 -b:v 0 -g 60 -c:a libopus -b:a 8k
 */
export const CLOCK = readFileSync(new URL('./clock.webm', import.meta.url));
export const CLOCK_MS = 60_000;
/** Hosts that no test reaches: what is asked of them is answered here. */
export const MEDIA = 'https://media.example.org';
const EMBED = readFileSync(new URL('./embed.html', import.meta.url), 'utf8');

export type Room = { id: string; code: string; url: string; seat: string; token: string };
export type Person = { page: Page; context: BrowserContext; found: string[] };

export async function makeRoom(config: object = {}, name = 'Ada'): Promise<Room> {
  const answer = await asked(`${ready.api}/api/v1/rooms`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ready.api_token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ config: { title: 'Friday films', ...config }, name }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  const room: Room = await answer.json();
  return { ...room, url: `${ready.api}${new URL(room.url).pathname}` };
}

export const clock = (name = 'clock') => ({
  source: { kind: 'file', url: `${MEDIA}/${name}.webm` },
  title: `A clock: ${name}`,
});

/** A browser of somebody’s, which reaches nothing but the installation. */
export async function arrive(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    ...options,
  });
  await context.route(`${MEDIA}/**`, async (route) => {
    const range = (await route.request().headerValue('range')) ?? '';
    const [, from = '0', to = ''] = range.match(/bytes=(\d+)-(\d*)/) ?? [];
    const [first, last] = [Number(from), to === '' ? CLOCK.length - 1 : Number(to)];
    await route.fulfill({
      status: 206,
      headers: {
        'content-type': 'video/webm',
        'accept-ranges': 'bytes',
        'content-range': `bytes ${first}-${last}/${CLOCK.length}`,
      },
      body: CLOCK.subarray(first, last + 1),
    });
  });
  await context.route('https://www.youtube-nocookie.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: EMBED }),
  );
  const page = await context.newPage();
  const found = troubles(page);
  // Whoever has no account is told so, and a browser writes that down.
  page.on('console', (message) => {
    if (message.text().includes('401 (')) found.splice(found.indexOf(message.text()), 1);
  });
  return { page, context, found };
}

/** Somebody with an account of their own. */
export async function signedIn(browser: Browser, login: string): Promise<Person> {
  const person = await arrive(browser);
  await signIn(person.page, login);
  return person;
}

/** Comes in by the door, under a name. */
export async function join(person: Person, room: Room, name: string): Promise<void> {
  await person.page.goto(room.url);
  await person.page.getByLabel('Your name').fill(name);
  await person.page.getByRole('button', { name: 'Join', exact: true }).click();
  await person.page.getByRole('heading', { level: 1, name: 'Friday films' }).waitFor();
}

/** Comes in as whoever made it, with the seat that they have. */
export async function own(person: Person, room: Room): Promise<void> {
  // Where only the fragment differs, nothing is loaded.
  await person.page.goto('about:blank');
  await person.page.goto(`${room.url}#seat=${room.token}`);
  await person.page.getByRole('button', { name: 'Come back' }).click();
  await person.page.getByRole('heading', { level: 1, name: 'Friday films' }).waitFor();
}

export async function command(room: Room, name: string, args: object = {}): Promise<void> {
  const answer = await asked(`${ready.api}/api/v1/sessions/${room.id}/commands/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${room.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

/** Where a page’s picture is, in milliseconds, and when that was. */
export const placeOf = (page: Page) =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('.player > video:not([hidden])');
    const at_ms = performance.timeOrigin + performance.now();
    return { ms: (video?.currentTime ?? Number.NaN) * 1_000, at_ms, isPaused: video?.paused };
  });

/** How far two pictures are apart, at one instant of this machine. */
export async function apart(one: Page, other: Page, rate = 1): Promise<number> {
  const [a, b] = await Promise.all([placeOf(one), placeOf(other)]);
  return Math.abs(a.ms - b.ms - (a.isPaused ? 0 : (a.at_ms - b.at_ms) * rate));
}

/** The picture is there, and can be moved. */
export async function loaded(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector<HTMLVideoElement>('.player > video');
    return (video?.readyState ?? 0) > 1;
  });
}

/** Nothing is wider than the screen that it is on. */
export const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
