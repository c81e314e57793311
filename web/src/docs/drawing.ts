/**
 * Hundreds of operations take seconds to draw. What is near the window is drawn at once, the
 * rest one by one while the page has nothing else to do: then all of it is there to be found.
 */
import { flushSync } from 'svelte';

type Draw = () => void;

/** Of idle time, what one more operation may need. */
const ENOUGH_MS = 4;
/** What a turn takes of a page that is never idle, and how long it waits for that. */
const TURN_MS = 8;
const WAIT_MS = 200;

/** In the order of the page. */
const waiting = new Map<Element, Draw>();
let isAsked = false;

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) draw(target);
  },
  { rootMargin: '100% 0px' },
);

/** Draws what an element has inside, soon or later, for as long as it is there. */
export function drawn(then: Draw): (element: Element) => () => void {
  return (element) => {
    waiting.set(element, then);
    near.observe(element);
    ask();
    return () => {
      waiting.delete(element);
      near.unobserve(element);
    };
  };
}

function draw(element: Element): void {
  near.unobserve(element);
  const then = waiting.get(element);
  waiting.delete(element);
  then?.();
}

function ask(): void {
  if (isAsked || waiting.size === 0) return;
  isAsked = true;
  if ('requestIdleCallback' in globalThis) requestIdleCallback(turn, { timeout: WAIT_MS });
  else setTimeout(turn, WAIT_MS);
}

function turn(idle?: IdleDeadline): void {
  isAsked = false;
  const until_ms = performance.now() + TURN_MS;
  const hasTime = () =>
    idle && !idle.didTimeout ? idle.timeRemaining() > ENOUGH_MS : performance.now() < until_ms;
  for (const element of waiting.keys()) {
    draw(element);
    // Else what it took is not known yet.
    flushSync();
    if (!hasTime()) break;
  }
  ask();
}
