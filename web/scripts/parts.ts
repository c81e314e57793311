/**
 * Parts of a page that are imported when they are needed. What Vite brings along
 * for that weighs more than the overlay has room for, because it prepares for pages
 * of all kinds; ours only need a part's style sheets to be there before it is used.
 */
import type { Plugin } from 'vite';

const HELPER = '\0vite/preload-helper.js';

const CODE = `
export const __vitePreload = (load, paths = []) =>
  Promise.all([load(), ...paths.map(style)]).then(([part]) => part);
const style = (path) => new Promise((onload, failed) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/' + path, onload });
  link.onerror = () => failed(link.remove());
  document.head.append(link);
});`;

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
