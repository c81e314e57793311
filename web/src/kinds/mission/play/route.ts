/** What an address of an audience's pages shows. */
export const TABS = ['camp', 'boards', 'memorial'] as const;
export type Tab = (typeof TABS)[number];

export type Route =
  | { at: 'camp'; channel: string; tab: Tab }
  | { at: 'mission'; id: string }
  | { at: 'survivor'; id: string }
  | { at: 'nowhere' };

export function routeOf(path: string): Route {
  const [, root, name = '', view = 'camp', ...rest] = path.replace(/\/+$/, '').split('/');
  const id = decoded(name);
  if (id === '' || rest.length > 0) return { at: 'nowhere' };
  const tab = TABS.find((one) => one === view);
  if (root === 'camps' && tab) return { at: 'camp', channel: id, tab };
  if (view !== 'camp' || path.endsWith('/camp')) return { at: 'nowhere' };
  if (root === 'missions') return { at: 'mission', id };
  return root === 'survivor' ? { at: 'survivor', id } : { at: 'nowhere' };
}

/** An address may hold what no id is. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
