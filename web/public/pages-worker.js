/**
 * Has some pages open without a network: a page and what it is made of, as it kept them
 * itself (src/kit/offline.ts). Nothing else is answered here, so no answer of the API is
 * ever an old one.
 */
/** A server that is slower is not waited for. */
const PAGE_MAX_MS = 2_000;
/** Any session's page is the same. */
const PAGES = [
  { under: '/join/', kept: '/join/clock' },
  { under: '/clocks', kept: '/clocks' },
  { under: '/journal', kept: '/journal' },
];
const PARTS = /^\/(assets\/.+|favicon\.svg|clocks\.webmanifest)$/;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const page = PAGES.find(({ under }) => pathname.startsWith(under));
  if (request.mode === 'navigate' && page) event.respondWith(pageOf(request, page.kept));
  else if (PARTS.test(pathname)) event.respondWith(partOf(request));
});

/** The server's own, while it answers. */
async function pageOf(request, kept) {
  const answer = fetch(request);
  const page = await found(kept);
  if (!page) return answer;
  const late = new Promise((done) => setTimeout(() => done(page), PAGE_MAX_MS));
  const fresh = answer.then((one) => (one.status < 500 ? one : page)).catch(() => page);
  return Promise.race([fresh, late]);
}

/** The name of a part changes with it, so one that was kept is the right one. */
async function partOf(request) {
  return (await found(request.url)) ?? fetch(request);
}

async function found(what) {
  return caches.match(what, { ignoreVary: true });
}
