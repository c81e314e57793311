/**
 * Shows what a push tells of (job/src/notices/send_push.rs), and leads there. What was read
 * elsewhere is taken back with the next push: browsers let none show nothing. It answers no
 * request: whatever is read of it comes from the server.
 */
addEventListener('install', () => skipWaiting());

const UNREAD = '/api/v1/me/notices?unread=true&limit=100';

addEventListener('push', (event) => {
  const one = told(event.data);
  event.waitUntil(show(one).then(() => takeBack(one.id)));
});

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

/** Closes those before it that are unread no more. Where that is not known they stay. */
async function takeBack(id) {
  try {
    const others = (await registration.getNotifications()).filter(({ tag }) => tag !== id);
    if (others.length === 0) return;
    const answer = await fetch(UNREAD, { cache: 'no-store' });
    if (!answer.ok) return;
    const { items, next } = await answer.json();
    if (next !== null) return;
    const unread = new Set(items.map((notice) => notice.id));
    for (const other of others) if (!unread.has(other.tag)) other.close();
  } catch {
    // The next push looks again.
  }
}

/** The page that is open there already, or another one. */
async function go(path) {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const { href } = new URL(path, location.origin);
  const there = open.find((client) => client.url === href);
  await (there ? there.focus() : clients.openWindow(href));
}
