/** A page in each size and colour: as it is kept, and fit for anybody. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { barriers } from '../barriers';
import { ready } from '../stage';
import { likeKept } from './kept';

const SIZES = [
  ['desktop', 1280, 800],
  ['phone', 390, 844],
] as const;
const SCHEMES = ['dark', 'light'] as const;

/** Its name among the kept pictures, where it is, and what it takes to be there. */
export type Shown = readonly [
  name: string,
  path: string | (() => string),
  is: (page: Page) => Promise<unknown>,
];

/** How a browser is made whose pages are compared: a picture hides what moves by a style. */
export const STILL = { reducedMotion: 'reduce', locale: 'en-GB', bypassCSP: true } as const;

export async function shown(context: BrowserContext, [name, path, is]: Shown): Promise<void> {
  const page = await context.newPage();
  const address = typeof path === 'function' ? path() : path;
  await page.goto(new URL(address, ready.api).href);
  await is(page);
  await looksRight(page, name);
  await page.close();
}

/** Without its being opened again. */
export async function looksRight(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.locator('.loading, .is-falling').count()).toBe(0);
  for (const [size, width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => scrollTo(0, 0));
      await likeKept(page, `${name}-${size}-${colorScheme}`);
      expect(await barriers(page), `${name}, ${size}, ${colorScheme}`).toEqual([]);
    }
  }
}

export const heading = (name: string) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();

export const text = (said: string | RegExp) => (page: Page) =>
  page.getByText(said).first().waitFor();

export const clock = (page: Page) => page.locator('.face').first().waitFor();
