/** Timers, made and steered by the API. */
import { expect } from 'vitest';
import { ask, type Link } from '../links';

export { ask, type Link, makeLink } from '../links';

export type TimerEvent = {
  name: string;
  at_ms: number;
  event: { from?: string; to?: string; age_ms?: number };
};

/** A timer of Ada and Kit, if nothing else is said. */
export async function makeTimer(config: object = {}): Promise<string> {
  const duel = {
    mode: 'per_participant',
    title: 'Blitz',
    participants: [
      { id: 'a', name: 'Ada' },
      { id: 'b', name: 'Kit' },
    ],
    budget_ms: 180_000,
  };
  const made = await ask<{ id: string }>('POST', '/sessions', {
    kind: 'timer',
    config: { ...duel, ...config },
  });
  return made.id;
}

export function command(session: string, name: string, args: object = {}): Promise<unknown> {
  return ask('POST', `/sessions/${session}/commands/${name}`, args);
}

/** The switches as history has them, once there are so many. */
export async function switches(session: string, count: number): Promise<TimerEvent[]> {
  let told: TimerEvent[] = [];
  const read = async () => {
    const { items } = await ask<{ items: TimerEvent[] }>('GET', `/sessions/${session}/events`);
    told = items.filter(({ name }) => name === 'switched');
    return told.length;
  };
  await expect.poll(read, { interval: 200 }).toBeGreaterThanOrEqual(count);
  return told;
}

/** The same link, seen through another line. */
export function through(base: string, { url }: Link): string {
  const { pathname, hash } = new URL(url);
  return base + pathname + hash;
}
