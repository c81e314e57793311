import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { packed } from './scripts/packed';
import { parts } from './scripts/parts';
import { written } from './scripts/written';

/** What a kind's parts are called by, and what they share. */
const PAINT = /\/kinds\/(\w+)\/(paint)\/(?:texts\/)?[\w-]+\.ts$/;
const PART = /\/kinds\/(\w+)\/(\w+)\/index\.ts$/;

const COMMON = /\/(parts|chrome|shared)-/;

export default defineConfig({
  plugins: [svelte({ configFile: false }), written(), parts(), packed()],
  build: {
    target: 'es2022',
    modulePreload: {
      polyfill: false,
      // A part and what it needs, without what every page has that imports parts.
      resolveDependencies: (part, files, { hostType }) =>
        hostType === 'html'
          ? files
          : [...new Set([part, ...files.filter((file) => !COMMON.test(file))])],
    },
    // Scripts and styles come from files only: the pages' policy forbids the rest.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        index: 'index.html',
        overlay: 'overlay.html',
        admin: 'admin.html',
        dashboard: 'dashboard.html',
        link: 'link.html',
        used: 'link-used.html',
        mailed: 'mail-link.html',
        unsubscribe: 'unsubscribe.html',
        signin: 'sign-in.html',
        missing: 'not-found.html',
        login: 'login.html',
        docs: 'docs.html',
        join: 'join.html',
        play: 'play.html',
        clocks: 'clocks.html',
        room: 'room.html',
        journal: 'journal.html',
        circles: 'circles.html',
        inbox: 'inbox.html',
      },
      // What pages share comes as few files, not as one for each small part: the
      // overlay and the start page take the small ones, all of Svelte's the large.
      output: {
        chunkFileNames: ({ name, facadeModuleId }) =>
          `assets/${facadeModuleId?.match(PART)?.slice(1).join('-') ?? name}-[hash].js`,
        codeSplitting: {
          groups: [
            {
              name: 'parts',
              test: /\/(client\/(clock|retry|watch)|kit\/insist)\.ts$|preload-helper/,
            },
            {
              name: 'words',
              test: /\/kit\/(element|language\/locale|words\/(figures|count))\.ts$/,
            },
            {
              name: 'chrome',
              test: /\/kit\/(chrome\/|(load|language\/(language|texts))\.ts$)|\/people\/known\.ts$/,
            },
            { name: 'letters', test: /\/kit\/words\/(letters|isolated)\.ts$/ },
            { name: 'remaining', test: /\/client\/kinds\/\w+\/remaining\.ts$/ },
            { name: (id: string) => id.match(PAINT)?.slice(1).join('-') ?? null },
            {
              name: 'shared',
              test: /\/node_modules\/svelte\/|\/src\/(kit\/(api|confirm|live|notices|parts|route)|people)\/[^/]+$|\/src\/kit\/(words\/(text|unplaced|time)|texts\/index)\.ts$|\/src\/(pages\/owner\/route|kinds\/(kinds|\w+\/index))\.ts$/,
            },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'client/**/*.test.ts'],
    setupFiles: ['src/kit/language/setup.ts'],
    // Most files take milliseconds: a process for each would take longer than all of them.
    isolate: false,
    // What a file put in the place of something is gone with the test that did.
    restoreMocks: true,
    unstubGlobals: true,
  },
} as ReturnType<typeof defineConfig>);
