/**
 * What the pages are made of, once more and smaller: the server sends `a.js.gz`
 * for `a.js` to whoever takes gzip, and packs nothing itself.
 */
import { writeFileSync } from 'node:fs';
import { constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTS = /\.(?:html|js|css|svg)$/;

export function packed(): Plugin {
  return {
    name: 'packed',
    writeBundle({ dir }, bundle) {
      for (const file of Object.values(bundle)) {
        if (!TEXTS.test(file.fileName)) continue;
        const text = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        const small = gzipSync(text, { level: constants.Z_BEST_COMPRESSION });
        if (small.length < text.length) writeFileSync(`${dir}/${file.fileName}.gz`, small);
      }
    },
  };
}
