/**
 * Pages whose words stand in their HTML: `data-text="name"` is filled with a text of the
 * page's English file, `data-label` names an element that has none. So what is said is
 * in one place, and is there before any script is. So is the bar of notes, which stands
 * where `<!-- bar -->` does; and what the kinds say of themselves, in all languages: the
 * ways of the bar stand where `<!-- product -->` does, their cards where `<!-- doors -->`.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import type { KindIndex, Said } from '../src/kinds/kind';
import { KINDS } from '../src/kinds/kinds';
import { texts as clocks } from '../src/pages/clocks/texts/en';
import { texts as landing } from '../src/pages/landing/texts/en';
import { texts as notes } from '../src/pages/notes/texts/en';
import { DOCS } from '../src/pages/product';

type Texts = { readonly [name: string]: unknown };

const TEXTS: { readonly [page: string]: object } = {
  '/index.html': landing,
  '/clocks.html': clocks,
  '/login.html': notes,
  '/link.html': notes,
  '/mail-link.html': notes,
  '/link-used.html': notes,
  '/unsubscribe.html': notes,
  '/not-found.html': notes,
};

const BAR = readFileSync(new URL('../src/pages/notes/bar.html', import.meta.url), 'utf8').trim();

export function written(): Plugin {
  return {
    name: 'written',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) => {
        const texts = TEXTS[path];
        return texts ? filled(withParts(html), texts) : html;
      },
    },
  };
}

const kinds: readonly KindIndex[] = Object.values(KINDS);

function withParts(html: string): string {
  return html
    .replace('<!-- bar -->', BAR)
    .replace('<!-- product -->', PRODUCT)
    .replace('<!-- doors -->', kinds.map(door).join('\n'));
}

const PRODUCT = [...kinds.map(({ title, root }) => ({ title, path: root })), DOCS]
  .map(({ title, path }) => `<a href="${path}"${inAll(title)}</a>`)
  .join('\n');

function door({ title, root, door }: KindIndex): string {
  return `<a class="door" href="${root}">
  <h2${inAll(title)}</h2>
  <p${inAll(door.text)}</p>
  <span class="go"${inAll(door.go)}</span>
</a>`;
}

/** The end of a tag and its text; the text in other languages is an attribute by their name. */
function inAll({ en, ...others }: Said): string {
  const attributes = Object.entries(others).map(([name, text]) => ` data-${name}="${safe(text)}"`);
  return `${attributes.join('')}>${safe(en)}`;
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function filled(html: string, texts: object): string {
  const said = (path: string) => {
    const text = path.split('.').reduce<unknown>((part, name) => (part as Texts)[name], texts);
    if (typeof text !== 'string') throw new Error(`there is no text ${path}`);
    return safe(text);
  };
  return html
    .replace(/(data-text="([\w.]+)"[^>]*>)[^<]*/g, (_, tag, path) => tag + said(path))
    .replace(/data-label="([\w.]+)"/g, (tag, path) => `${tag} aria-label="${said(path)}"`)
    .replace(/data-content="([\w.]+)"/g, (_, path) => `content="${said(path)}"`);
}
