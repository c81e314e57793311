import type { CampLine } from '@downbeat/client';

/** How long a line stands on a stream: older ones tell nobody anything. */
export const SHOWN_MS = 90_000;

/** The newest lines that are still shown, newest first, as a view has them. */
export function freshOf(ticker: readonly CampLine[], nowMs: number, most: number): CampLine[] {
  return ticker.filter(({ at_ms }) => nowMs - at_ms < SHOWN_MS).slice(0, most);
}

/** In how long the first of them has to go; null where there is none. */
export function untilNext(lines: readonly CampLine[], nowMs: number): number | null {
  if (lines.length === 0) return null;
  return Math.max(0, Math.min(...lines.map(({ at_ms }) => at_ms)) + SHOWN_MS - nowMs);
}

/** The same line has the same key, wherever it stands: its people are told apart by their text. */
export function keyOf({ at_ms, mission, tick, text }: CampLine): string {
  return `${mission}/${tick}/${at_ms}/${text}`;
}
