/**
 * The colours of choices, in their order. The first two are the sides'. Any two
 * differ for every kind of colour vision, and in lightness alone too: the test
 * beside computes how they are seen.
 */
export const PALETTE = ['#3b82f6', '#f97316', '#2ff3cb', '#75497a', '#d40f4a'] as const;

export function colourOfChoice(at: number): string {
  return PALETTE[at % PALETTE.length] ?? PALETTE[0];
}
