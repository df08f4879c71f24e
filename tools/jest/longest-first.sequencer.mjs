import { createRequire } from 'node:module';
import { dirname } from 'node:path';

// Jest's own dependency, found from Jest: a package of ours would be one more to keep in step.
const require = createRequire(createRequire(import.meta.url).resolve('jest/package.json'));
const { default: Sequencer } = require(
  require.resolve('@jest/test-sequencer', { paths: [dirname(require.resolve('@jest/core'))] }),
);

/** A fresh clone has no timings yet. Whole processes and browsers take longest: begun last, one of them would end alone. */
const KINDS = [
  /crash\.story/,
  /one-market\.story/,
  /\.story\./,
  /\.browser\./,
  /conformance/,
  /queue|crash/,
  /integration/,
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = KINDS.findIndex((kind) => kind.test(path));
      return found === -1 ? KINDS.length : found;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
