// Which browser looks at pages: the one that CHROME_PATH names, or an installed Chromium. Uses nothing but Node itself.
import { existsSync } from 'node:fs';

const PLACES = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Undefined: there is none. */
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path));
