/** The views of the timers' pages, and where each is. */
export const TABS = [
  { name: 'clock', title: 'Clock', end: '' },
  { name: 'links', title: 'Links', end: '/links' },
  { name: 'settings', title: 'Settings', end: '/settings' },
  { name: 'history', title: 'History', end: '/history' },
] as const;

export type Tab = (typeof TABS)[number]['name'];

export type Route = { view: 'list' | 'new' } | { view: Tab; timer: string } | { view: null };

const ROOT = '/timer';

export function routeOf(path: string): Route {
  const [, root, id, end, ...rest] = path.replace(/\/+$/, '').split('/');
  if (root !== 'timer' || rest.length > 0) return { view: null };
  if (id === undefined) return { view: 'list' };
  if (id === 'new') return { view: end === undefined ? 'new' : null };
  const tab = TABS.find((one) => one.end === (end === undefined ? '' : `/${end}`));
  return tab ? { view: tab.name, timer: decoded(id) } : { view: null };
}

export function pathOf(timer: string, tab: Tab = 'clock'): string {
  const end = TABS.find((one) => one.name === tab)?.end ?? '';
  return `${ROOT}/${encodeURIComponent(timer)}${end}`;
}

export function titleOf({ view }: Route): string {
  if (view === 'list') return 'Timers';
  if (view === 'new') return 'New timer';
  return TABS.find((one) => one.name === view)?.title ?? 'Not found';
}

/** An address may hold what no id is. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
