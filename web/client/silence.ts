import { localMs } from './clock.ts';

export type Silence = {
  /** Something was sent that is answered. */
  expect(): void;
  heard(): void;
  stop(): void;
};

/** Calls back when nothing at all was heard for `maxMs` after something that is answered. */
export function silence(maxMs: number, isSilent: () => void): Silence {
  let sinceMs: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    timer = undefined;
    if (sinceMs === null) return;
    const leftMs = sinceMs + maxMs - localMs();
    if (leftMs > 0) timer = setTimeout(look, leftMs);
    else isSilent();
  }

  return {
    expect() {
      sinceMs ??= localMs();
      timer ??= setTimeout(look, maxMs);
    },
    heard() {
      sinceMs = null;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      sinceMs = null;
    },
  };
}
