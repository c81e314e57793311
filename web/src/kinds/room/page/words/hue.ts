/** A colour for somebody, the same on every screen. */
export function hue(seat: string): number {
  let mixed = 0;
  for (const letter of seat) mixed = (mixed * 31 + letter.charCodeAt(0)) % 3_600;
  return mixed / 10;
}
