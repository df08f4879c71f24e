// Which browser looks at pages: the one that CHROME_PATH names, or an installed Chromium. Uses nothing but Node itself.
import { existsSync } from 'node:fs';

/** The headless shell comes first: without a browser's own surface it takes half the processor time for the same pages. */
export const CHROMIUMS = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Undefined: there is none. */
export const chromiumPath = CHROMIUMS.find((path) => path !== undefined && existsSync(path));
