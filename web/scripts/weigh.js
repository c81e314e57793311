// What is loaded before a page can be used, by the kind of session that it shows.
// All that it loads is counted, as it is sent; fonts come beside, and are shared by
// all pages. An overlay is for a machine that is busy with a game: at most 20 KB are
// promised, and it keeps to half.
import { existsSync, readFileSync } from 'node:fs';

weigh('overlay.html', 10 * 1024);
weigh('docs.html', 60 * 1024);
weigh('join.html', 60 * 1024);
weigh('dashboard.html', 150 * 1024);

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
  // What is imported later names its files in calls and in a list.
  const text = read(file).replace(/import\([^)]*\)|m\.f=\[[^\]]*\]/g, '');
  for (const [, path] of text.matchAll(
    /["'(](?:\.\/|\/?assets\/)([\w.-]+\.(?:js|css|svg))["')]/g,
  )) {
    follow(seen, `assets/${path}`);
  }
  return seen;
}

/** The parts of kinds that a script imports, each with its style sheets. */
function partsOf(file) {
  const text = read(file);
  const sheets = JSON.parse(text.match(/m\.f=(\[[^\]]*\])/)?.[1] ?? '[]');
  const imports = text.matchAll(
    /import\(`\.\/((\w+)-(?:owner|join|overlay)-[\w-]+\.js)`\)(?:,__vite__mapDeps\(\[([\d,]*)\]\))?/g,
  );
  return [...imports].map(([, script, kind, places = '']) => ({
    kind,
    files: [`assets/${script}`, ...places.split(',').map((place) => sheets[place])].filter(Boolean),
  }));
}

function read(file) {
  return readFileSync(`dist/${file}`, 'utf8');
}
