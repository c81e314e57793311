// The overlay stays under 20 KB, all that it loads counted: it runs on a
// machine that is busy with a game.
import { readFileSync, statSync } from 'node:fs';

const LIMIT_BYTES = 20 * 1024;
const seen = new Set();

function follow(file) {
  if (seen.has(file)) return;
  seen.add(file);
  const text = readFileSync(`dist/${file}`, 'utf8');
  for (const [, path] of text.matchAll(
    /["'(](?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css|svg))["')]/g,
  )) {
    follow(`assets/${path}`);
  }
}

follow('overlay.html');
const bytes = [...seen].reduce((sum, file) => sum + statSync(`dist/${file}`).size, 0);
console.log(`overlay: ${bytes} bytes in ${[...seen].join(', ')}`);
if (bytes > LIMIT_BYTES) {
  console.error(`the overlay weighs more than ${LIMIT_BYTES} bytes`);
  process.exit(1);
}
