/** Colours of participants who have none of their own, told apart by most eyes. */
export const PALETTE = [
  '#3b82f6',
  '#f97316',
  '#14b8a6',
  '#a855f7',
  '#eab308',
  '#ec4899',
  '#84cc16',
  '#64748b',
] as const;

export function colourAt(place: number): string {
  return PALETTE[place % PALETTE.length] ?? PALETTE[0];
}

/** Everybody's colour by their id. */
export function coloursOf(
  participants: readonly { id: string; color: string | null }[],
): Map<string, string> {
  return new Map(participants.map(({ id, color }, place) => [id, color ?? colourAt(place)]));
}
