import { beforeEach, expect, test, vi } from 'vitest';

type Turn = (idle: Partial<IdleDeadline>) => void;

/** What is observed, and what the browser is asked to do when it is idle. */
const observed = new Set<Element>();
let sees: (entries: { target: Element; isIntersecting: boolean }[]) => void;
let turns: Turn[];

class Observer {
  constructor(then: typeof sees) {
    sees = then;
  }
  observe(element: Element): void {
    observed.add(element);
  }
  unobserve(element: Element): void {
    observed.delete(element);
  }
}

beforeEach(() => {
  observed.clear();
  turns = [];
  vi.resetModules();
  vi.stubGlobal('IntersectionObserver', Observer);
  vi.stubGlobal('requestIdleCallback', (turn: Turn) => turns.push(turn));
});

/** Some operations, by what of them was drawn. */
async function operations(count: number) {
  const { drawn } = await import('./drawing');
  const done: number[] = [];
  const all = Array.from({ length: count }, (_, at) => ({ at }) as unknown as Element);
  const gone = all.map((element, at) => drawn(() => done.push(at))(element));
  return { done, all, gone };
}

test('what comes near the window is drawn at once, and once', async () => {
  const { done, all } = await operations(3);
  expect(done).toEqual([]);
  const [, second] = all;
  if (second) sees([{ target: second, isIntersecting: true }]);
  expect([done, observed.size]).toEqual([[1], 2]);
  turns.shift()?.({ didTimeout: false, timeRemaining: () => 40 });
  expect([done, observed.size, turns.length]).toEqual([[1, 0, 2], 0, 0]);
});

test('the rest is drawn while there is time, and goes on in the next turn', async () => {
  const { done, gone } = await operations(4);
  const left = [40, 2];
  turns.shift()?.({ didTimeout: false, timeRemaining: () => left.shift() ?? 0 });
  expect([done, turns.length]).toEqual([[0, 1], 1]);
  // What is not there any more is not drawn.
  gone[2]?.();
  turns.shift()?.({ didTimeout: false, timeRemaining: () => 40 });
  expect([done, turns.length]).toEqual([[0, 1, 3], 0]);
});

test('a page that is never idle is drawn in the end', async () => {
  const { done } = await operations(3);
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(9);
  turns.shift()?.({ didTimeout: true, timeRemaining: () => 0 });
  expect([done, turns.length]).toEqual([[0], 1]);
});
