// The overlay of a meter stays under 20 KB, all that it loads counted: it runs on a
// machine that is busy with a game. The API reference stays under 60 KB as it is
// sent, the dashboard and the timers' pages under 150 KB each; fonts come beside,
// and are shared by all pages.
import { existsSync, readFileSync } from 'node:fs';

weigh('overlay.html', 20 * 1024, whole);
weigh('docs.html', 60 * 1024, sent);
weigh('join.html', 60 * 1024, sent);
weigh('dashboard.html', 150 * 1024, sent);
weigh('timer.html', 150 * 1024, sent);

function whole(file) {
  return readFileSync(file).length;
}

function sent(file) {
  return whole(existsSync(`${file}.gz`) ? `${file}.gz` : file);
}

function weigh(page, bytesMax, sizeOf) {
  const seen = new Set();
  follow(page, seen);
  const files = [...seen];
  const bytes = files.reduce((sum, file) => sum + sizeOf(`dist/${file}`), 0);
  console.log(`${page}: ${bytes} bytes in ${files.join(', ')}`);
  if (bytes <= bytesMax) return;
  console.error(`${page} weighs more than ${bytesMax} bytes`);
  process.exitCode = 1;
}

function follow(file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  const text = readFileSync(`dist/${file}`, 'utf8').replace(/data-later="[^"]*"/, '');
  for (const [, path] of text.matchAll(
    /["'(](?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css|svg))["')]/g,
  )) {
    follow(`assets/${path}`, seen);
  }
}
