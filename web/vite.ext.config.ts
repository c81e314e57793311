/**
 * The views of the Twitch extension: Twitch hosts them, so all that they need is in
 * their own folder, by relative addresses, and their scripts stay readable, for whoever
 * reviews them.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const VIEWS = ['overlay', 'panel', 'mobile', 'config'];

export default defineConfig({
  root: 'ext',
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: false })],
  build: {
    target: 'es2022',
    outDir: '../dist/ext',
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: VIEWS.map((view) => `ext/${view}.html`),
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
        minifyInternalExports: false,
        // What is never run goes, and what it was said of; names and lines stay.
        minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } },
      },
    },
  },
});
