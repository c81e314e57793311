/** What experience makes of a survivor, as session/src/kinds/mission/growth.rs has it. */
export const LEVEL_MAX = 20;
/** The level at which each slot for a knack opens. */
export const SLOT_LEVELS = [1, 3, 6, 10] as const;

/** The experience that a level takes. */
export const xpOf = (level: number) => 50 * level * (level - 1);

/** How far it is from this level to the next, 0 to 1. */
export function shareOf(xp: number, level: number): number {
  if (level >= LEVEL_MAX) return 1;
  const [from, to] = [xpOf(level), xpOf(level + 1)];
  return Math.min(1, Math.max(0, (xp - from) / (to - from)));
}

/** The level at which one more slot opens; null where all are open. */
export const nextSlotAt = (level: number) => SLOT_LEVELS.find((opens) => opens > level) ?? null;
