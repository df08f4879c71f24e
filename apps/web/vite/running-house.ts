import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProxyOptions } from 'vite';

/** Sends `/api/` to the gateway of the house that `npm start` runs here. */
export function runningHouse(root: string): Record<string, ProxyOptions> {
  try {
    const run = JSON.parse(readFileSync(join(root, '.guildhall', 'run.json'), 'utf8')) as { urls: { web: string } };
    return { '/api': { target: run.urls.web, xfwd: true } };
  } catch {
    throw new Error('no house is running here: npm start -- --detach, then npm run dev:web');
  }
}
