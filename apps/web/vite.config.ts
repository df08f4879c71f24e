import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { areaPages } from './vite/area-pages.plugin.js';
import { compiledMessages } from './vite/compiled-messages.plugin.js';
import { runningHouse } from './vite/running-house.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** `npm run dev:web` proxies to the house that `npm start` runs; `tools/build-web.mjs` builds. */
export default defineConfig(({ command }) => ({
  root: path('.'),
  cacheDir: path('../../node_modules/.cache/vite'),
  plugins: [react(), compiledMessages(), areaPages()],
  resolve: { conditions: ['@guildhall/source', ...defaultClientConditions] },
  server: command === 'serve' ? { host: '127.0.0.1', port: 3010, proxy: runningHouse(path('../..')) } : {},
  build: {
    outDir: path('dist'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'], // know light-dark() and :has()
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // a policy without inline scripts; pictures stay cacheable files
    reportCompressedSize: false,
    manifest: 'manifest.json',
    rolldownOptions: {
      input: {
        storefront: path('index.html'),
        seller: path('seller/index.html'),
        operator: path('operator/index.html'),
      },
    },
  },
}));
