/**
 * Parts of a page that are imported when they are needed. What Vite brings along
 * for that weighs more than the overlay has room for, because it prepares for pages
 * of all kinds. Ours sees to it that all of a part is in the browser's cache before
 * it is imported: an import that failed once fails for ever, without another look.
 */
import type { Plugin } from 'vite';

const HELPER = '\0vite/preload-helper.js';

const CODE = `
export const __vitePreload = async (load, paths = []) => {
  await Promise.all(paths.map(have));
  return load();
};
const have = async (path) => {
  const href = '/' + path;
  if (!(await fetch(href)).ok) throw href;
  if (/css$/.test(href)) await new Promise((onload, onerror) => document.head.append(
    Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload, onerror })));
};`;

export function parts(): Plugin {
  return {
    name: 'parts',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === HELPER ? CODE : null),
    transformIndexHtml: {
      order: 'post',
      // The overlay has little space between its tags, nor a word on other origins, of
      // which there are none.
      handler: (html, { path }) =>
        path.endsWith('/overlay.html')
          ? html.replace(/>\s+</g, '>\n<').replaceAll(' crossorigin ', ' ')
          : html,
    },
  };
}
