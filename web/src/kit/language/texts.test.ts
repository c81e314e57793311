/**
 * Every text is said somewhere, and in each language in words of its own. That none
 * is missing the compiler says of the files; of what components say it knows nothing,
 * so it is looked up here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

type Texts = { [name: string]: unknown };

const SRC = resolve(import.meta.dirname, '../..');
const ROOT = resolve(SRC, '..');
const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
const folders = paths.filter((path) => /(^|\/)texts$/.test(path)).map((path) => join(SRC, path));
const sources = paths
  .filter((path) => /\.(svelte|ts)$/.test(path) && !/\.test\.ts$/.test(path))
  .map((path) => ({ path: join(SRC, path), text: readFileSync(join(SRC, path), 'utf8') }));

const read = import.meta.glob<{ texts: Texts }>('../../**/texts/{en,de}.ts');

/** Words that are the same in both languages. */
const SAME = new Set(
  `API API-Token Audit Bulk Chat CSV Custom Dashboard Details Downbeat Error Health ID
   Increment JSON Live Link Links Limit Meter min Name OBS Offline OK optional streamer Admin Admins CSV Timers overlay Overlay
   Overlays Pause QR Shard Shards Slots Status Stop Team Text Timer Token URL Version Webhook
   Worker Filter Revision Format Job Jobs Queue Queues Session Sessions Log Standup Trigger Frames Epoch hot Hot
   Signal Signals Code Chance Expedition Bytes Video YouTube`.split(/\s+/),
);

describe.each(folders.map((folder) => [relative(SRC, folder), folder] as const))(
  '%s',
  (_, folder) => {
    const load = async (language: string) => {
      const file = read[relative(import.meta.dirname, join(folder, `${language}.ts`))];
      return leaves((await file?.())?.texts ?? {});
    };
    const users = [
      ...sources.flatMap(({ path, text }) => {
        if (path.startsWith(`${folder}/`)) return [];
        return [...text.matchAll(/import \{ t(?: as (\w+))? \} from '([^']+)'/g)]
          .filter(([, , from]) => resolve(dirname(path), from ?? '') === folder)
          .map(([, alias]) => ({ path, said: pathsIn(text, alias ?? 't') }));
      }),
      ...pages().filter(({ texts }) => texts === folder),
    ];

    test('it has texts, and somebody who says them', async () => {
      expect((await load('en')).size).toBeGreaterThan(0);
      expect(users.length).toBeGreaterThan(0);
    });

    test('what is said is there', async () => {
      const there = await load('en');
      const missing = users.flatMap(({ path, said }) =>
        said.filter((one) => !isThere(there, one)).map((one) => `${relative(SRC, path)}: t.${one}`),
      );
      expect(missing).toEqual([]);
    });

    test('what is there is said', async () => {
      const said = users.flatMap((user) => user.said);
      const idle = [...(await load('en')).keys()].filter((path) => !isSaid(said, path));
      expect(idle).toEqual([]);
    });

    test('each language has words of its own', async () => {
      const [en, de] = [await load('en'), await load('de')];
      expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
      const left = [...en].filter(([path, text]) => text === de.get(path) && !isSame(text));
      expect(left).toEqual([]);
    });
  },
);

test('no component has a sentence of its own', () => {
  const own = sources
    .filter(({ path }) => path.endsWith('.svelte'))
    .flatMap(({ path, text }) => {
      // What is typed into a terminal is the same in every language.
      const markup = text.replace(/<(script|style|code)[\s\S]*?<\/\1>/g, '');
      const said = markup
        .replace(/\{[^{}]*\}/g, '')
        .matchAll(/>([^<>{}]*\p{L}{2,} \p{L}{2,}[^<>{}]*)</gu);
      return [...said].map(([, words]) => `${relative(SRC, path)}: ${words?.trim()}`);
    });
  expect(own).toEqual([]);
});

/** Pages whose words are in their HTML, each with the texts that its script says. */
function pages(): { path: string; texts: string | undefined; said: string[] }[] {
  const names = readdirSync(ROOT).filter((name) => name.endsWith('.html'));
  const bar = readFileSync(join(SRC, 'pages/notes/bar.html'), 'utf8');
  return names.map((path) => {
    const html = readFileSync(join(ROOT, path), 'utf8').replace('<!-- bar -->', bar);
    const script = join(ROOT, html.match(/<script[^>]*src="([^"]+)"/)?.[1] ?? '');
    const from = readFileSync(script, 'utf8').match(/import \{ t \} from '([^']+)'/)?.[1];
    const said = [...html.matchAll(/data-(?:text|label|content)="([\w.]+)"/g)];
    const texts = from && resolve(dirname(script), from);
    return { path: join(ROOT, path), texts, said: said.map(([, name]) => name ?? '') };
  });
}

/** Every text by its path; one with something to fill in by how it is written. */
function leaves(texts: Texts, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(texts)) {
    const path = before + name;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isGroup)
      for (const [inner, text] of leaves(value as Texts, `${path}.`)) found.set(inner, text);
    else found.set(path, typeof value === 'function' ? `${value}` : String(value ?? ''));
  }
  return found;
}

/** `status`, `list.title`: what follows the name under which texts are known. */
function pathsIn(text: string, name: string): string[] {
  const said = text.matchAll(new RegExp(`(?<![\\w.$'])${name}((?:\\.\\w+)+)`, 'g'));
  return [...said].map(([, path]) => path?.slice(1) ?? '');
}

/** A text, something of one, or a group of them. */
function isThere(there: Map<string, string>, said: string): boolean {
  return [...there.keys()].some(
    (path) => said === path || said.startsWith(`${path}.`) || path.startsWith(`${said}.`),
  );
}

/** By its own path, by something that is asked of it, or by the group that it is chosen from. */
function isSaid(said: readonly string[], path: string): boolean {
  return said.some(
    (one) => one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`),
  );
}

/** What is left of a text besides what is filled in, marks and numbers. */
function isSame(text: string): boolean {
  const told = /=>/.test(text)
    ? [...text.matchAll(/(['"`])(.*?)\1/gs)].map(([, , one]) => one)
    : [text];
  const words =
    told
      .join(' ')
      .replace(/\$\{[^}]*\}/g, '')
      .match(/\p{L}{2,}/gu) ?? [];
  return words.every((word) => SAME.has(word));
}
