/** Ten moods, told apart by word, by shape and only then by colour. */
export const VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** A line that hangs for the lowest and rises for the highest, in a box of 24. */
export function curve(value: number): string {
  const bend = ((value - 5.5) / 4.5) * 7;
  const ends = (12 - bend * 0.5).toFixed(1);
  return `M5 ${ends}Q12 ${(12 + bend).toFixed(1)} 19 ${ends}`;
}
