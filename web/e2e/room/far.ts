/** One picture in two browsers that are far away: when each shows what, on one clock. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figure, isMeasured, p95, times } from '../figures';
import { empty } from '../live-redis';
import { SlowLine } from '../slow-line';
import { launch, ready } from '../stage';
import { ahead, anchorOf, inStep, throwOff } from './pictures';
import {
  arrive,
  clock,
  command,
  join,
  loaded,
  MEDIA,
  makeRoom,
  own,
  type Person,
  placeOf,
  type Room,
} from './rooms';
import { SlowHost } from './slow-host';

/** To the API and back. */
const ADA_MS = 20;
const KIT_MS = 120;
const JO_MS = 200;
/** What counts as in step: as the goal has it where it is measured, else what nobody sees. */
const STEP_MS = times(40, 100);
/** Nobody calls it one picture beyond that. Figures are measured, and not asserted here. */
const WIDE_MS = 200;

export function far(): void {
  const lines: SlowLine[] = [];
  const browsers: Browser[] = [];
  const host = new SlowHost();
  let room: Room;
  let ada: Person;
  let kit: Person;

  /** A room as it is seen from so far away. */
  const from = async (round_trip_ms: number): Promise<Room> => {
    const line = await SlowLine.open(ready.api, round_trip_ms / 2);
    lines.push(line);
    return { ...room, url: room.url.replace(ready.api, line.base) };
  };

  beforeAll(async () => {
    browsers.push(await launch(), await launch());
    const [one, other] = browsers as [Browser, Browser];
    room = await makeRoom({ items: [clock()] });
    [ada, kit] = [await arrive(one), await arrive(other)];
    await host.serve(kit.context);
    await own(ada, await from(ADA_MS));
    await join(kit, await from(KIT_MS), 'Kit');
    await Promise.all([loaded(ada.page), loaded(kit.page)]);
  });

  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    for (const line of lines) line.close();
  });

  const stand = (page: Page) =>
    expect.poll(async () => (await placeOf(page)).isPaused, { interval: 20 }).toBe(true);

  const playFrom = async (media_ms: number) => {
    await command(room, 'seek', { media_ms });
    await command(room, 'play');
    return anchorOf(room, kit.page, 700);
  };

  test('each start is one, and each pause the same picture', async () => {
    const [off, apart]: [number[], number[]] = [[], []];
    const all = times(100, 4);
    for (let n = 0; n < all; n += 1) {
      const anchor = await playFrom(2_000 + ((n * 7_919) % 40_000));
      const both = await Promise.all([ahead(ada.page, anchor), ahead(kit.page, anchor)]);
      off.push(...both.map(Math.abs));
      apart.push(Math.abs(both[0] - both[1]));
      await command(room, 'pause');
      await Promise.all([stand(ada.page), stand(kit.page)]);
      await expect
        .poll(async () => (await placeOf(ada.page)).ms - (await placeOf(kit.page)).ms)
        .toBe(0);
    }
    figure('starts, 20 and 120 ms away: off the anchor, p95', p95(off), 'ms');
    figure('starts, 20 and 120 ms away: apart, p95', p95(apart), 'ms');
    expect(p95(apart)).toBeLessThan(WIDE_MS);
  });

  test('who is thrown off comes back into step', async () => {
    const [far, near]: [number[], number[]] = [[], []];
    for (let n = 0; n < times(10, 2); n += 1) {
      const anchor = await playFrom(10_000);
      for (const [by_s, told] of [
        [(0.35 + (n % 4) * 0.88) * (n % 2 ? -1 : 1), far],
        [n % 2 ? 0.25 : -0.25, near],
      ] as const) {
        await inStep(kit.page, anchor, STEP_MS);
        await throwOff(kit.page, by_s);
        told.push(await inStep(kit.page, anchor, STEP_MS));
      }
      await command(room, 'pause');
    }
    figure(
      `thrown off by 0.35 to 3 s: within ${STEP_MS} ms again, the slowest`,
      Math.max(...far),
      'ms',
    );
    figure(
      `thrown off by 0.25 s: within ${STEP_MS} ms again, the slowest`,
      Math.max(...near),
      'ms',
    );
    expect([...far, ...near].every(Number.isFinite), `${far}; ${near}`).toBe(true);
  });

  test.runIf(isMeasured)('who waited for the next piece of it is in step soon after', async () => {
    const took: number[] = [];
    for (let n = 0; n < times(10, 1); n += 1) {
      host.hold();
      const source = { kind: 'file', url: `${MEDIA}/slow-${n}.webm` };
      await command(room, 'add', { items: [{ source, title: 'Slow' }], place: 'now' });
      await kit.page.waitForFunction(() => {
        const video = document.querySelector<HTMLVideoElement>('.player > video:not([hidden])');
        return video?.src.includes('slow-') && video.currentTime > 1 && video.readyState < 3;
      });
      const anchor = await anchorOf(room, kit.page);
      host.release();
      took.push(await inStep(kit.page, anchor, STEP_MS));
    }
    figure('a picture that stood still for want of data: in step again, p95', p95(took), 'ms');
    expect(took.every(Number.isFinite), took.join(', ')).toBe(true);
    await command(room, 'pause');
  });

  test('who joins while it plays is in step, and so is whoever slept', async () => {
    const anchor = await playFrom(1_000);
    const jo = await arrive(browsers[1] as Browser);
    await join(jo, await from(JO_MS), 'Jo');
    await loaded(jo.page);
    const took = await inStep(jo.page, anchor, STEP_MS);
    figure('who joins while it plays, 200 ms away: in step', took, 'ms');
    expect(took).not.toBeNaN();

    const devtools = await jo.context.newCDPSession(jo.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await command(room, 'rate', { rate: 1.25 });
    const faster = await anchorOf(room, kit.page, 1_500);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    const woke = await inStep(jo.page, faster, STEP_MS);
    figure('who slept while the speed changed: in step', woke, 'ms');
    expect(woke).not.toBeNaN();
    await jo.context.close();
    await command(room, 'rate', { rate: 1 });
  });

  test('a line that was lost is mended to what is so by then', async () => {
    await playFrom(5_000);
    const line = lines[1] as SlowLine;
    line.cut();
    await kit.page
      .getByRole('status')
      .filter({ hasText: /connect/i })
      .first()
      .waitFor();
    await command(room, 'pause');
    await stand(ada.page);
    line.mend();
    await stand(kit.page);
    await expect
      .poll(async () => (await placeOf(ada.page)).ms - (await placeOf(kit.page)).ms)
      .toBe(0);
  });

  test('live Redis is emptied, and both obey again', async () => {
    const anchor = await playFrom(5_000);
    await empty();
    const began = Date.now();
    await expect
      .poll(
        () =>
          command(room, 'pause')
            .then(() => true)
            .catch(() => false),
        { interval: 100 },
      )
      .toBe(true);
    await Promise.all([stand(ada.page), stand(kit.page)]);
    figure('live Redis emptied under a film: both obey', Date.now() - began, 'ms');
    expect((await placeOf(ada.page)).ms).toBeGreaterThan(anchor.media_ms);
    await expect
      .poll(async () => (await placeOf(ada.page)).ms - (await placeOf(kit.page)).ms)
      .toBe(0);
  });
}
