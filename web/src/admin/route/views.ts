/** The views, in the order of the rail. */
import { t } from '../texts';

export const VIEWS = [
  { name: 'overview' },
  { name: 'jobs' },
  { name: 'queues' },
  { name: 'workers' },
  { name: 'signals' },
  { name: 'schedules' },
  { name: 'bulk' },
  { name: 'sessions' },
  { name: 'shards' },
  { name: 'health' },
  { name: 'quarantine' },
  { name: 'cases' },
  { name: 'archives' },
  { name: 'audit' },
] as const;

export type ViewName = (typeof VIEWS)[number]['name'];

export type Route = { view: ViewName | null; id: string | null };

/** Views whose rows have an address of their own. */
const WITH_ID: readonly ViewName[] = ['jobs', 'sessions'];

export function pathOf(view: ViewName, id: string | null = null): string {
  const path = view === 'overview' ? '/admin' : `/admin/${view}`;
  return id === null ? path : `${path}/${encodeURIComponent(id)}`;
}

export function routeOf(path: string): Route {
  const [, root, name = 'overview', id, ...rest] = path.replace(/\/+$/, '').split('/');
  const view = VIEWS.find((one) => one.name === name)?.name ?? null;
  if (root !== 'admin' || view === null || rest.length > 0) return { view: null, id: null };
  if (id === undefined) return { view, id: null };
  return WITH_ID.includes(view) ? { view, id: decodeURIComponent(id) } : { view: null, id: null };
}

export function titleOf(view: ViewName): string {
  return t.views[view];
}
