/** The views of the timers' pages, and where each is. */
import { t } from '../texts';

export const TABS = [
  { name: 'clock', end: '' },
  { name: 'links', end: '/links' },
  { name: 'settings', end: '/settings' },
  { name: 'history', end: '/history' },
] as const;

export type Tab = (typeof TABS)[number]['name'];

export type Route =
  | { view: 'list' | 'new' | 'table' }
  | { view: Tab; timer: string }
  | { view: null };

const ROOT = '/timer';

export function routeOf(path: string): Route {
  const [, root, id, end, ...rest] = path.replace(/\/+$/, '').split('/');
  if (root !== 'timer' || rest.length > 0) return { view: null };
  if (id === undefined) return { view: 'list' };
  if (id === 'new' || id === 'table') return { view: end === undefined ? id : null };
  const tab = TABS.find((one) => one.end === (end === undefined ? '' : `/${end}`));
  return tab ? { view: tab.name, timer: decoded(id) } : { view: null };
}

export function pathOf(timer: string, tab: Tab = 'clock'): string {
  const end = TABS.find((one) => one.name === tab)?.end ?? '';
  return `${ROOT}/${encodeURIComponent(timer)}${end}`;
}

export function titleOf({ view }: Route): string {
  if (view === 'list') return t.list.title;
  if (view === 'new') return t.list.new;
  if (view === 'table') return t.list.table;
  return view === null ? t.notFound : t.tabs[view];
}

/** An address may hold what no id is. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
