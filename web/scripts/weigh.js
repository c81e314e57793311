// What is loaded before a page can be used, by the kind of session that it shows.
// All that it loads is counted, as it is sent; fonts come beside, and are shared by
// all pages. An overlay is for a machine that is busy with a game: at most 20 KB are
// promised, and it keeps well below.
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

weigh('overlay.html', 12 * 1024);
weigh('clocks.html', 20 * 1024);
weigh('docs.html', 60 * 1024);
weigh('join.html', 60 * 1024);
weigh('play.html', 100 * 1024);
// Without what plays streams, which comes with the first of them.
weigh('room.html', 150 * 1024);
weigh('dashboard.html', 150 * 1024);
weigh('journal.html', 100 * 1024);
weigh('sign-in.html', 60 * 1024);
weigh('circles.html', 100 * 1024);
weigh('inbox.html', 80 * 1024);
for (const view of ['overlay', 'panel', 'mobile', 'config']) weighView(view, 60 * 1024);

/** A view of the extension, which Twitch packs on its way: with its longest texts. */
function weighView(view, bytesMax) {
  const files = new Set([`${view}.html`]);
  for (const file of files) {
    const text = readFileSync(`dist/ext/${file}`, 'utf8');
    const named = text.matchAll(/["'`]\.\/(?:assets\/)?([\w.-]+\.(?:js|css))["'`]/g);
    for (const [, path] of named) {
      const isThere = existsSync(`dist/ext/assets/${path}`);
      if (isThere && !/^en\d*\.js$/.test(path)) files.add(`assets/${path}`);
    }
  }
  const bytes = [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(`dist/ext/${file}`)).length,
    0,
  );
  tell(`ext/${view}.html`, files, { bytes, bytesMax });
}

function weigh(page, bytesMax) {
  const own = follow(new Set(), page);
  const parts = [...own].flatMap(partsOf);
  if (parts.length === 0) report(page, own, bytesMax);
  for (const { kind, files } of parts) {
    report(`${page} of a ${kind}`, files.reduce(follow, new Set(own)), bytesMax);
  }
}

function report(what, files, bytesMax) {
  const bytes = [...files].reduce((sum, file) => sum + sent(`dist/${file}`), 0);
  tell(what, files, { bytes, bytesMax });
}

function tell(what, files, { bytes, bytesMax }) {
  console.log(`${what}: ${bytes} bytes in ${[...files].join(', ')}`);
  if (bytes <= bytesMax) return;
  console.error(`${what} weighs more than ${bytesMax} bytes`);
  process.exitCode = 1;
}

function sent(file) {
  return readFileSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).length;
}

/** A file and all that it cannot be without. */
function follow(seen, file) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const whole = read(file);
  // What is imported later names its files in calls and in a list.
  const text = whole.replace(/import\([^)]*\)|m\.f=\[[^\]]*\]/g, '');
  for (const [, path] of text.matchAll(
    /["'(](?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css|svg))["')]/g,
  )) {
    follow(seen, `assets/${path}`);
  }
  // Nothing is shown without its texts, of which one language is loaded: the longest.
  for (const [, path] of whole.matchAll(/import\(`\.\/(de-[\w-]+\.js)`\)/g)) {
    follow(seen, `assets/${path}`);
  }
  return seen;
}

/** The parts of kinds that a script imports, each with its style sheets. */
function partsOf(file) {
  const text = read(file);
  const sheets = JSON.parse(text.match(/m\.f=(\[[^\]]*\])/)?.[1] ?? '[]');
  const imports = text.matchAll(
    /import\(`\.\/((\w+)-(?:owner|join|overlay|play)-[\w-]+\.js)`\)(?:\.then\(\w+=>\w+\.\w+\))?(?:,__vite__mapDeps\(\[([\d,]*)\]\))?/g,
  );
  return [...imports].map(([, script, kind, places = '']) => ({
    kind,
    files: [`assets/${script}`, ...places.split(',').map((place) => sheets[place])].filter(Boolean),
  }));
}

function read(file) {
  return readFileSync(`dist/${file}`, 'utf8');
}
