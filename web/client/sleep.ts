import { localMs } from './clock.ts';

const JUMP_MS = 1_000;

/**
 * Tells whether this machine slept since it was asked last: the wall's clock
 * went on meanwhile, and the one that never jumps did not. A wall clock that
 * somebody set looks the same, and costs no more than a few pings.
 */
export function sleepWatch(): () => boolean {
  let apart = Date.now() - localMs();
  return () => {
    const before = apart;
    apart = Date.now() - localMs();
    return Math.abs(apart - before) > JUMP_MS;
  };
}
