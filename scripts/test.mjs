// `npm test`: installs, builds, and runs every test. Arguments go to Jest: npm test -- libs/ledger
import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * Spec files load much and keep little: a larger young generation takes a fifth off the unit specs. The processes that they
 * start keep what V8 has compiled: a third off each start.
 */
const NODE_OPTIONS = [
  process.env.NODE_OPTIONS ?? '',
  '--max-semi-space-size=64',
  `--require "${join(root, 'tools/jest/code-cache.cjs').replace(/["\\]/g, '\\$&')}"`,
].join(' ');

await Promise.all([prepare(), ensureSystemPackages()]); // both mostly wait for the network
try {
  await run(process.execPath, ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)], { NODE_OPTIONS });
} catch {
  process.exit(1); // Jest has said what failed
}
