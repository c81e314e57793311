import type { Replay, Retold } from '../api/model';

export type Tick = { tick: number; name: string; lines: Replay['computed'] };

/** A story by its ticks, each with what was met, as the pack calls it. */
export function ticksOf({ replay, pack }: Retold): Tick[] {
  const found = new Map<number, Tick>();
  for (const line of replay.computed) {
    const name = pack.words[`encounter:${line.encounter}`] ?? line.encounter;
    const tick = found.get(line.tick) ?? { tick: line.tick, name, lines: [] };
    tick.lines.push(line);
    found.set(line.tick, tick);
  }
  return [...found.values()];
}
