/**
 * Keeping a player in step. What is a little off is steered by the rate, where the
 * player can; what is far off is sought once. A player that does not come into step
 * is left alone before it becomes a slide show, and says so.
 */
export type Step =
  | { do: 'nothing' }
  /** Faster or slower than the room, by this factor. */
  | { do: 'steer'; factor: number }
  | { do: 'seek'; toMs: number };

/** What the dot beside the picture says. */
export type Dot = 'in_step' | 'coming' | 'left_alone' | 'drifting';

export type Measured = {
  /** By a clock of the page that never jumps. */
  nowMs: number;
  /** Where the player is, and where it should be. */
  atMs: number;
  targetMs: number;
  /** Of the room: how fast the target moves. */
  rate: number;
  /** What a seek costs this player. */
  seekCostMs: number;
};

export type Drift = {
  measure(now: Measured): Step;
  dot(): Dot;
  /** Somebody wants it: a seek at once, and as many tries as at first. */
  catchUp(): void;
  /** Somebody wants to be out of step, or no longer. */
  letDrift(on: boolean): void;
  /** Another item, or another place of it: what was tried counts no more. */
  reset(): void;
};

const STEER_FROM_MS = 60;
const STEER_UNTIL_MS = 20;
/** More is heard. */
const STEER_MOST = 0.05;
/** As much of the way in a second as the most allows. */
const STEER_GAIN = 1 / 1_000;
const SEEK_ABOVE_MS = 300;
const SEEK_APART_MS = 3_000;
const IN_VAIN_MOST = 3;
const IN_VAIN_MS = 30_000;

export function drift(isSteered: boolean): Drift {
  let isSteering = false;
  let isAlone = false;
  let isDrifting = false;
  let isWanted = false;
  let isFar = false;
  let lastSeek = Number.NEGATIVE_INFINITY;
  /** Seeks since it was in step last. */
  let inVain: number[] = [];

  function seek({ nowMs, targetMs, rate, seekCostMs }: Measured): Step {
    isSteering = false;
    lastSeek = nowMs;
    inVain = [...inVain, nowMs];
    return { do: 'seek', toMs: targetMs + seekCostMs * rate };
  }

  function far(now: Measured): Step {
    isSteering = false;
    if (isWanted) {
      isWanted = false;
      return seek(now);
    }
    if (now.nowMs - lastSeek < SEEK_APART_MS) return { do: 'nothing' };
    inVain = inVain.filter((at) => now.nowMs - at < IN_VAIN_MS);
    isAlone = inVain.length >= IN_VAIN_MOST;
    return isAlone ? { do: 'nothing' } : seek(now);
  }

  function near(behind: number): Step {
    isWanted = false;
    inVain = [];
    if (!isSteered) return { do: 'nothing' };
    const off = Math.abs(behind);
    isSteering = off >= (isSteering ? STEER_UNTIL_MS : STEER_FROM_MS);
    if (!isSteering) return { do: 'nothing' };
    const by = Math.min(Math.max(behind * STEER_GAIN, -STEER_MOST), STEER_MOST);
    return { do: 'steer', factor: 1 + by };
  }

  return {
    measure(now) {
      const behind = now.targetMs - now.atMs;
      isFar = Math.abs(behind) > SEEK_ABOVE_MS;
      if (isDrifting || isAlone) return { do: 'nothing' };
      return isFar ? far(now) : near(behind);
    },
    dot() {
      if (isDrifting) return 'drifting';
      if (isAlone) return 'left_alone';
      return isFar || isSteering ? 'coming' : 'in_step';
    },
    catchUp() {
      [isAlone, isDrifting, isWanted, inVain] = [false, false, true, []];
    },
    letDrift(on) {
      isDrifting = on;
      isSteering = false;
    },
    reset() {
      [isAlone, isSteering, isWanted, inVain] = [false, false, false, []];
      lastSeek = Number.NEGATIVE_INFINITY;
    },
  };
}
