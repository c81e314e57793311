import type { CampView, Person } from '@downbeat/client';

/** Whom a view names by their ids: hosts of parties that wait, and the best of the season. */
export function knownOf({ lobbies, season, hidden }: CampView): Person[] {
  const hosts = lobbies.flatMap(({ host }) => (host ? [host] : []));
  const people = new Map([...hosts, ...(season?.top ?? [])].map((one) => [one.survivor, one.name]));
  for (const { survivor } of hidden ?? []) people.delete(survivor);
  return [...people].map(([survivor, name]) => ({ survivor, name }));
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The survivor whose page's address, or id, somebody pasted. */
export function survivorIn(pasted: string): string | null {
  return pasted.match(ID)?.[0].toLowerCase() ?? null;
}
