/**
 * Shows what a push tells of (job/src/notices/send_push.rs), and leads there. It answers no
 * request: whatever is read of it comes from the server.
 */
addEventListener('install', () => skipWaiting());

addEventListener('push', (event) => event.waitUntil(show(told(event.data))));

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(go(event.notification.data.path));
});

/** A browser that was told something has to show something, whatever it could read of it. */
function told(data) {
  try {
    const { id, text, url, lang } = data.json();
    const { pathname, search } = new URL(url);
    return { id, text, lang, path: pathname + search };
  } catch {
    return { id: 'inbox', text: '', lang: '', path: '/inbox' };
  }
}

/** One of the same id takes the place of the one before. */
function show({ id, text, lang, path }) {
  const icon = '/favicon.svg';
  return registration.showNotification('Downbeat', {
    body: text,
    lang,
    tag: id,
    icon,
    data: { path },
  });
}

/** The page that is open there already, or another one. */
async function go(path) {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const { href } = new URL(path, location.origin);
  const there = open.find((client) => client.url === href);
  await (there ? there.focus() : clients.openWindow(href));
}
