/** Keeps pages on the device, for public/pages-worker.js to open without a network. */
const WORKER = '/pages-worker.js';

/** What is kept together, under a name. */
export type Bundle = {
  as: string;
  pages: readonly string[];
  /** The addresses that these pages are for. */
  scopes: readonly string[];
  more: readonly string[];
};

/** Where a browser cannot, or has no room, the page is as good as before. */
export async function keepPages(bundle: Bundle): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return;
  try {
    for (const scope of bundle.scopes) await navigator.serviceWorker.register(WORKER, { scope });
    await fill(await caches.open(bundle.as), bundle);
  } catch {}
}

async function fill(cache: Cache, { pages, more }: Bundle): Promise<void> {
  const named = await Promise.all(pages.map(partsNamed));
  const parts = new Set([...loaded(), ...named.flat(), '/favicon.svg', ...more]);
  const had = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll([...pages, ...[...parts].filter((part) => !had.has(part))]);
  // What an older release was made of.
  const wanted = new Set([...pages, ...parts]);
  await Promise.all([...had].filter((path) => !wanted.has(path)).map((path) => cache.delete(path)));
}

/** What this page was made of, its language and its kind's part too. */
function loaded(): string[] {
  const urls = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const own = urls.filter(({ origin }) => origin === location.origin);
  return own.map(({ pathname }) => pathname).filter((path) => path.startsWith('/assets/'));
}

/** What the HTML of a page names. */
async function partsNamed(page: string): Promise<string[]> {
  const html = await (await fetch(page)).text();
  return [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
}
