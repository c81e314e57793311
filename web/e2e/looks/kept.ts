/**
 * Whether a page looks as it did when somebody said that it is right: a picture of it,
 * smaller, beside the one that is kept.
 *
 * `DOWNBEAT_KEEP_LOOKS=1` keeps what is there now in place of what was kept.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { expect } from 'vitest';
import { keepPicture } from '../stage';
import { still } from './still';

export const KEEPS = process.env.DOWNBEAT_KEEP_LOOKS === '1';
export const KEPT = new URL('./kept/', import.meta.url).pathname;

/** So many pixels each way become one: what stands where, and how it is coloured, stays. */
const SCALE = 2;
/** How far apart two colours may be to count as one. */
const COLOUR = 0.06;
/**
 * Letters are drawn a little differently from machine to machine, and so differ a few
 * pixels here and there. What somebody changed differs in one place: so many pixels of a
 * square whose side is `WINDOW`.
 */
const WINDOW = 24;
const DIFFERENT_MAX = 48;
/** What is on its way to how it is meant to look is there by then. */
const SETTLED_MS = 10_000;
const AGAIN_MS = 150;

export async function likeKept(page: Page, name: string, transparent = false): Promise<void> {
  const path = `${KEPT}${name}.png`;
  if (KEEPS) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(path, packed(await settled(page, transparent), transparent));
    return;
  }
  expect(existsSync(path), `${name} has no picture: see CONTRIBUTING.md`).toBe(true);
  const kept = PNG.sync.read(readFileSync(path));
  const until = performance.now() + SETTLED_MS;
  for (;;) {
    const now = await taken(page, transparent);
    const different = differing(kept, now);
    if (different <= DIFFERENT_MAX) return;
    if (performance.now() > until) {
      keepPicture(`looks-${name}`, PNG.sync.write(now));
      expect.fail(`${name} looks different: ${different} pixels of a square of ${WINDOW}`);
    }
    await page.waitForTimeout(AGAIN_MS);
  }
}

/** Pages are areas of one colour: as they are, they pack best. */
function packed(picture: PNG, transparent: boolean): Buffer {
  return PNG.sync.write(picture, {
    colorType: transparent ? 6 : 2,
    filterType: 0,
    deflateLevel: 9,
    deflateStrategy: 0,
  });
}

/** Once it is the same twice. */
async function settled(page: Page, transparent: boolean): Promise<PNG> {
  let before = await taken(page, transparent);
  for (;;) {
    await page.waitForTimeout(AGAIN_MS);
    const now = await taken(page, transparent);
    if (differing(before, now) === 0) return now;
    before = now;
  }
}

async function taken(page: Page, transparent: boolean): Promise<PNG> {
  const style = await still(page);
  const shot = await page.screenshot({
    animations: 'disabled',
    caret: 'hide',
    omitBackground: transparent,
    style,
  });
  return smaller(PNG.sync.read(shot));
}

/** How many pixels differ where most do; all, where the sizes do. */
function differing(one: PNG, other: PNG): number {
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return width * height;
  return pixelmatch(one.data, other.data, null, width, height, {
    threshold: COLOUR,
    windowSize: WINDOW,
  });
}

function smaller(shot: PNG): PNG {
  const width = Math.floor(shot.width / SCALE);
  const height = Math.floor(shot.height / SCALE);
  const picture = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        let sum = 0;
        for (let dy = 0; dy < SCALE; dy += 1) {
          for (let dx = 0; dx < SCALE; dx += 1) {
            sum += shot.data[((y * SCALE + dy) * shot.width + x * SCALE + dx) * 4 + channel] ?? 0;
          }
        }
        picture.data[(y * width + x) * 4 + channel] = coarse(sum / SCALE ** 2);
      }
    }
  }
  return picture;
}

/** Fewer shades make a smaller file; these are closer than `COLOUR` lets pass. */
function coarse(shade: number): number {
  return Math.min(255, Math.round(shade / 8) * 8);
}
