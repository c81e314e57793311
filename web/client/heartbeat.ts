import { type Silence, silence } from './silence.ts';

/** Between pings: short at first, to know the time well, then to see whether anybody is there. */
const GAPS_MS = [400, 1_100, 3_500];
const PING_EVERY_MS = 20_000;
const PING_OFTEN_MS = 1_000;
/** While pings go out often, a silence of that length is said: with the gap, within 3 s. */
const DOUBT_MS = 1_800;
/** Nothing at all was heard for so long after something that is answered: nobody is there. */
const ANSWER_MAX_MS = 6_000;

export type Heartbeat = {
  /** Asks often now, and seldom later. */
  start(): void;
  /** Asks each second from now on, or no more. */
  often(isWanted: boolean): void;
  /** Something was sent that is answered. */
  expect(): void;
  heard(): void;
  stop(): void;
};

export type Heeds = {
  ping(): void;
  /** Nothing is heard any more, which may pass. Said only while pings go out often. */
  doubted(): void;
  /** Nobody is there. */
  dead(): void;
};

/** Keeps asking whether the other end is there, and says so when it is not. */
export function heartbeat(heeds: Heeds): Heartbeat {
  let next: ReturnType<typeof setTimeout> | undefined;
  let isOften = false;
  let pings = 0;
  const silences: Silence[] = [
    silence(DOUBT_MS, () => isHurried() && heeds.doubted()),
    silence(ANSWER_MAX_MS, heeds.dead),
  ];

  /** Nobody looks at a page that is hidden, and its timers are slow. */
  function isHurried(): boolean {
    return isOften && !globalThis.document?.hidden;
  }

  function goOn(): void {
    const gapMs = GAPS_MS[pings] ?? PING_EVERY_MS;
    next = setTimeout(goOn, isHurried() ? Math.min(gapMs, PING_OFTEN_MS) : gapMs);
    pings += 1;
    heeds.ping();
  }

  function start(): void {
    clearTimeout(next);
    pings = 0;
    goOn();
  }

  return {
    start,
    often(isWanted) {
      if (isWanted === isOften) return;
      isOften = isWanted;
      // The next ping may be far off; where there is none, nothing is connected.
      if (isWanted && next !== undefined) start();
    },
    expect() {
      for (const one of silences) one.expect();
    },
    heard() {
      for (const one of silences) one.heard();
    },
    stop() {
      clearTimeout(next);
      next = undefined;
      for (const one of silences) one.stop();
    },
  };
}
