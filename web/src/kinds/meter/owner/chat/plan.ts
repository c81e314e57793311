/** A chat that never was: a hundred lines of invented people, most of them votes. */
import type { ChatLine, MeterConfig } from '../api/model';

export const BATCHES = 10;
export const LINES_A_BATCH = 10;
export const LINES = BATCHES * LINES_A_BATCH;
export const BATCH_EVERY_MS = 500;
const VOTES_IN_TEN = 7;
const NOISE = ['hello', 'LUL', 'what a jump', 'first time here', 'PogChamp', 'hm', 'go go go', '?'];

/**
 * Seven lines of each ten are a side's word. `run` tells one simulation from the
 * next: each line is somebody new, so that nobody votes too soon after their last.
 */
export function planOf(
  triggers: MeterConfig['triggers'],
  run: string,
  chance: () => number,
): ChatLine[][] {
  const votes = [triggers.for, triggers.against].filter((words) => words.length > 0);
  // One side is ahead, or every simulation would end in the middle.
  const ahead = chance() < 0.5 ? 0 : 1;
  const vote = () => {
    const side = votes[chance() < 0.65 ? ahead : 1 - ahead] ?? votes[0] ?? [];
    return pick(side, chance) ?? '';
  };
  return Array.from({ length: BATCHES }, (_, batch) => {
    const texts = Array.from({ length: LINES_A_BATCH }, (_, line) =>
      line < VOTES_IN_TEN ? vote() : (pick(NOISE, chance) ?? 'hm'),
    );
    return shuffled(texts, chance).map((text, line) => ({
      text,
      chatter: `sim-${run}-${batch * LINES_A_BATCH + line}`,
    }));
  });
}

function pick<Thing>(from: readonly Thing[], chance: () => number): Thing | undefined {
  return from[Math.floor(chance() * from.length)];
}

function shuffled<Thing>(things: readonly Thing[], chance: () => number): Thing[] {
  return things
    .map((thing) => ({ thing, place: chance() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ thing }) => thing);
}
