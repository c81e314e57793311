import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Scripts and styles come from files only: the pages' policy forbids the rest.
    assetsInlineLimit: 0,
    rollupOptions: { input: { index: 'index.html', overlay: 'overlay.html' } },
  },
  test: { include: ['src/**/*.test.ts'] },
} as ReturnType<typeof defineConfig>);
