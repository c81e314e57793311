/** Where in a source that is larger than itself the page's address wants it. */
export const PLACES = [
  'top-left',
  'top',
  'top-right',
  'left',
  'middle',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;

export type Place = (typeof PLACES)[number];

/** Null fills the source, as does what cannot be read. */
export function placeOf(asked: URLSearchParams): Place | null {
  return PLACES.find((place) => place === asked.get('place')) ?? null;
}
