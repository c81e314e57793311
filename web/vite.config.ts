import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { later } from './scripts/later';
import { packed } from './scripts/packed';

export default defineConfig({
  plugins: [svelte({ configFile: false }), later(), packed()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Scripts and styles come from files only: the pages' policy forbids the rest.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        index: 'index.html',
        overlay: 'overlay.html',
        timerOverlay: 'src/kinds/timer/overlay/main.ts',
        admin: 'admin.html',
        dashboard: 'dashboard.html',
        used: 'link-used.html',
        login: 'login.html',
        docs: 'docs.html',
        timer: 'timer.html',
        join: 'join.html',
      },
      // What pages share comes as few files, not as one for each small part: the
      // overlay and the start page take the small ones, all of Svelte's the large.
      output: {
        codeSplitting: {
          groups: [
            { name: 'parts', test: /\/client\/(clock|retry)\.ts$/ },
            { name: 'show', test: /\/(overlay\/(options|socket-path)|meter\/paint\/show)\.ts$/ },
            { name: 'theme', test: /\/kit\/theme\.ts$/ },
            {
              name: 'shared',
              test: /\/node_modules\/svelte\/|\/src\/(kit\/(api|confirm|live|notices|parts|route)|people)\/[^/]+$|\/src\/kit\/words\/(text|unplaced)\.ts$|\/client\/address\.ts$/,
            },
          ],
        },
      },
    },
  },
  test: { include: ['src/**/*.test.ts', 'client/**/*.test.ts'] },
} as ReturnType<typeof defineConfig>);
