/** The views of a meter's pages, and where each is. */
import { t } from '../texts';

export const VIEWS = [
  { name: 'desk', path: '/dashboard' },
  { name: 'rounds', path: '/dashboard/rounds' },
] as const;

export type ViewName = (typeof VIEWS)[number]['name'];

export type Route = { view: ViewName | null; round: string | null };

const NOWHERE: Route = { view: null, round: null };

export function routeOf(path: string): Route {
  const [, root, name, id, ...rest] = path.replace(/\/+$/, '').split('/');
  if (root !== 'dashboard' || rest.length > 0) return NOWHERE;
  if (name === undefined) return { view: 'desk', round: null };
  if (name !== 'rounds') return NOWHERE;
  return { view: 'rounds', round: id === undefined ? null : decoded(id) };
}

export function pathOfRound(id: string): string {
  return `/dashboard/rounds/${encodeURIComponent(id)}`;
}

export function titleOf({ view }: Route): string {
  return view === null ? t.notFound : t.views[view];
}

/** An address may hold what no id is. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
