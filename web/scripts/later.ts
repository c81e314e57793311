/**
 * A page that names a script in `data-later` loads it by itself, if it has to. A
 * dynamic import would bring along a loader that weighs more than what the page
 * has room for; so its markup has the address, and little space between its tags, nor
 * a word on other origins, of which there are none.
 */
import type { Plugin } from 'vite';

const LATER = /data-later="\/([^"]+)"/;

export function later(): Plugin {
  return {
    name: 'later',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const source = html.match(LATER)?.[1];
        if (!source) return html;
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(source));
        if (!chunk) throw new Error(`${source} is no entry of the build`);
        return html
          .replace(LATER, `data-later="/${chunk.fileName}"`)
          .replace(/>\s+</g, '>\n<')
          .replaceAll(' crossorigin ', ' ');
      },
    },
  };
}
