/**
 * The secret of an invitation stands behind the `#` of a link. It is taken out of the
 * address and kept in this tab, so that it outlives a sign-in, until its circle is joined.
 */
import { place } from '../../../kit/route/place.svelte';
import { routeOf } from '../route';

const keptAs = (circle: string) => `invitation:${circle}`;
/** A tab that keeps nothing knows it until it is left. */
const known = new Map<string, string>();

/** Whether there was one. */
export function keepInvitation(): boolean {
  const secret = new URLSearchParams(location.hash.slice(1)).get('invitation');
  const route = routeOf(location.pathname);
  if (secret === null || !('id' in route)) return false;
  known.set(route.id, secret);
  try {
    sessionStorage.setItem(keptAs(route.id), secret);
  } catch {
    // It is in `known`.
  }
  place.go(location.pathname + location.search, 'replace');
  return true;
}

export function invitationTo(circle: string): string | null {
  try {
    return known.get(circle) ?? sessionStorage.getItem(keptAs(circle));
  } catch {
    return null;
  }
}

export function dropInvitation(circle: string): void {
  known.delete(circle);
  try {
    sessionStorage.removeItem(keptAs(circle));
  } catch {
    // It was never kept.
  }
}
