/** What the charts show, from what happened minute by minute under each name. */
import type { NameStats, Stats } from '../api/overview';

const MINUTE_MS = 60_000;

export type Series = {
  minutes: number[];
  done: number[];
  failed: number[];
  dead: number[];
  wait_ms: (number | null)[];
  run_ms: (number | null)[];
};

/** A minute that is not over would look like a sudden calm: it is left out. */
export function seriesOf(stats: Stats, name: string | null, now_ms: number): Series {
  const over = stats.minutes.filter((minute_ms) => minute_ms + MINUTE_MS <= now_ms).length;
  const names = stats.names.filter((one) => name === null || one.name === name);
  const minutes = stats.minutes.slice(0, over);
  return {
    minutes,
    done: minutes.map((_, at) => sum(names, (one) => one.done[at])),
    failed: minutes.map((_, at) => sum(names, (one) => one.failed[at])),
    dead: minutes.map((_, at) => sum(names, (one) => one.dead[at])),
    wait_ms: minutes.map((_, at) => average(names, at, 'wait_ms')),
    run_ms: minutes.map((_, at) => average(names, at, 'run_ms')),
  };
}

export type Total = {
  name: string;
  queue: string;
  done: number;
  failed: number;
  dead: number;
  wait_ms: number | null;
  run_ms: number | null;
};

/** One line a name, the busiest first. */
export function totalsOf({ names }: Stats): Total[] {
  const totals = names.map((one) => ({
    name: one.name,
    queue: one.queue,
    done: whole(one.done),
    failed: whole(one.failed),
    dead: whole(one.dead),
    wait_ms: weighted(one.wait_ms.map((value, at) => [value, runs(one, at)])),
    run_ms: weighted(one.run_ms.map((value, at) => [value, runs(one, at)])),
  }));
  return totals.toSorted((one, other) => other.done + other.failed - one.done - one.failed);
}

function average(names: NameStats[], at: number, of: 'wait_ms' | 'run_ms'): number | null {
  return weighted(names.map((one) => [one[of][at] ?? null, runs(one, at)]));
}

function weighted(values: [value: number | null, weight: number][]): number | null {
  let [total, weights] = [0, 0];
  for (const [value, weight] of values) {
    if (value === null) continue;
    total += value * weight;
    weights += weight;
  }
  return weights === 0 ? null : total / weights;
}

/** How often it ran in a minute: once at least where it has an average. */
function runs(one: NameStats, at: number): number {
  return Math.max(1, (one.done[at] ?? 0) + (one.failed[at] ?? 0));
}

function sum(names: NameStats[], of: (one: NameStats) => number | undefined): number {
  return names.reduce((total, one) => total + (of(one) ?? 0), 0);
}

function whole(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
