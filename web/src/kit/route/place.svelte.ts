/** Where the reader is: the address, and nothing beside it. */
import { hasUnsaved, mayLeave } from './unsaved.svelte';

class Place {
  #url = $state.raw(new URL(location.href));

  constructor() {
    addEventListener('popstate', () => void this.#back(new URL(location.href)));
  }

  get path(): string {
    return this.#url.pathname;
  }

  get search(): string {
    return this.#url.search;
  }

  get query(): URLSearchParams {
    return this.#url.searchParams;
  }

  go(to: string, how: 'push' | 'replace' = 'push'): void {
    const url = new URL(to, location.href);
    if (url.href === location.href) return;
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
    this.#url = url;
  }

  /** To another view, once the reader let go of what is typed in this one. */
  async leaveFor(to: string): Promise<void> {
    const isElsewhere = new URL(to, location.href).pathname !== this.path;
    if (!isElsewhere || !hasUnsaved() || (await mayLeave())) this.go(to);
  }

  /** The browser has gone there already. */
  async #back(to: URL): Promise<void> {
    if (to.pathname !== this.path && hasUnsaved()) {
      history.pushState(null, '', this.#url);
      if (await mayLeave()) this.go(to.href);
    } else this.#url = to;
  }

  /** Changes some parameters of the address and keeps the others. */
  amend(changes: Record<string, string | null>, how: 'push' | 'replace' = 'push'): void {
    this.go(this.amended(changes), how);
  }

  amended(changes: Record<string, string | null>): string {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') query.delete(name);
      else query.set(name, value);
    }
    const text = query.toString();
    return this.path + (text && `?${text}`);
  }
}

export const place = new Place();

/** Links to what is ours change the view; others are the browser's, and those that say so (`rel="external"`). */
export function followWithin(isOurs: (path: string) => boolean): (event: MouseEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.origin !== location.origin) return;
    if (link.relList.contains('external') || link.hasAttribute('download')) return;
    if (!isOurs(link.pathname) || link.hash) return;
    event.preventDefault();
    void place.leaveFor(link.href);
  };
}
