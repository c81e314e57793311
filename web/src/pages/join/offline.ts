/** Keeps this page on the device, for public/clocks-worker.js to open without a network. */
const WORKER = '/clocks-worker.js';
const KEPT_AS = 'clocks';
/** Any session's page is the same. */
const PAGES = ['/join/clock', '/clocks'];
const SCOPES = ['/join/', '/clocks'];

/** Where a browser cannot, or has no room, the page is as good as before. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return;
  try {
    for (const scope of SCOPES) await navigator.serviceWorker.register(WORKER, { scope });
    await fill(await caches.open(KEPT_AS));
  } catch {}
}

async function fill(cache: Cache): Promise<void> {
  const named = await Promise.all(PAGES.map(partsNamed));
  const parts = new Set([...loaded(), ...named.flat(), '/favicon.svg', '/clocks.webmanifest']);
  const had = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll([...PAGES, ...[...parts].filter((part) => !had.has(part))]);
  // What an older release was made of.
  const wanted = new Set([...PAGES, ...parts]);
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
