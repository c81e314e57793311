/**
 * Where an item of a list is when it is moved by so many places: before which other, or
 * at the end; null where it stays.
 */
export function placed(
  ids: readonly string[],
  item: string,
  by: number,
): { before: string | null; place: number } | null {
  const at = ids.indexOf(item);
  const rest = ids.filter((id) => id !== item);
  const place = Math.min(Math.max(at + by, 0), rest.length);
  if (at < 0 || place === at) return null;
  return { before: rest[place] ?? null, place };
}
