import { createRequire } from 'node:module';
import { dirname } from 'node:path';

// Jest's own dependency, found from Jest: a package of ours would be one more to keep in step.
const require = createRequire(createRequire(import.meta.url).resolve('jest/package.json'));
const { default: Sequencer } = require(
  require.resolve('@jest/test-sequencer', { paths: [dirname(require.resolve('@jest/core'))] }),
);

/** A fresh clone has no timings yet. Whole processes and browsers take longest: begun last, one of them would end alone. */
const LONGEST = [/crash\.story/, /one-market\.story/, /replay\.story/, /\.story\./];
/** These mostly wait, for clocks and leases; those keep a processor busy. Side by side they leave fewer cores idle than one kind after the other. */
const WAITING = /conformance\/stripe-cli|queue|crash|outbox|worker/;
const BUSY = /\.browser\.|stripe-mutations|generated|pack-emulator/;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const of = (pattern) => sorted.filter(({ path }) => pattern.test(path));
    const inOrder = [...LONGEST.flatMap(of), ...woven(of(BUSY), of(WAITING)), ...of(/\.integration\./), ...sorted];
    return [...new Set(inOrder)];
  }
}

function woven(some, others) {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, index) => [some[index], others[index]])
    .flat()
    .filter(Boolean);
}
