import { localMs } from './clock.ts';

/** Between pings: short at first, to know the time well, then to see whether anybody is there. */
const GAPS_MS = [400, 1_100, 3_500];
const PING_EVERY_MS = 20_000;
/** Nothing at all was heard for so long after something that is answered: nobody is there. */
const ANSWER_MAX_MS = 6_000;

type Timer = ReturnType<typeof setTimeout>;

export type Heartbeat = {
  /** Asks often now, and seldom later. */
  start(): void;
  /** Something was sent that is answered. */
  expect(): void;
  heard(atMs: number): void;
  stop(): void;
};

/** Keeps asking whether the other end is there, and says so when it is not. */
export function heartbeat(ping: () => void, dead: () => void): Heartbeat {
  let next: Timer | undefined;
  let doubt: Timer | undefined;
  let pings = 0;
  let sentMs = 0;
  let heardMs = 0;

  function goOn(): void {
    next = setTimeout(goOn, GAPS_MS[pings] ?? PING_EVERY_MS);
    pings += 1;
    ping();
  }

  function wait(): void {
    const sinceMs = sentMs;
    doubt = setTimeout(() => {
      doubt = undefined;
      if (heardMs < sinceMs) dead();
      else if (heardMs < sentMs) wait();
    }, ANSWER_MAX_MS);
  }

  return {
    start() {
      clearTimeout(next);
      pings = 0;
      goOn();
    },
    expect() {
      sentMs = localMs();
      if (!doubt) wait();
    },
    heard(atMs) {
      heardMs = atMs;
    },
    stop() {
      clearTimeout(next);
      clearTimeout(doubt);
      doubt = undefined;
    },
  };
}
