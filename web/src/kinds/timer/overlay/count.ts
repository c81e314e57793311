/** How many plates the page's address wants; two, where that cannot be read. */
export const PLATES = 2;
const PLATES_MAX = 6;

export function countOf(asked: URLSearchParams): number {
  const count = Number(asked.get('plates') ?? PLATES);
  return Number.isInteger(count) && count >= 1 && count <= PLATES_MAX ? count : PLATES;
}
