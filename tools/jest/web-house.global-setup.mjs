import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.mjs';

/** One seeded house, with its pages, for all browser journeys of the web application. */
export default async function setup() {
  const chromium = [
    process.env.CHROME_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  if (!chromium.some((path) => path !== undefined && existsSync(path))) return; // the journeys are skipped
  await build(); // a global setup is loaded by Node itself, so it sees the built packages
  const { House, writeRunFile } = await import('@guildhall/launcher');
  const { seedMarket } = await import('@guildhall/testing');
  const directory = await mkdtemp(join(tmpdir(), 'guildhall-web-'));
  const house = await House.start({
    root: process.cwd(),
    directory,
    throwAway: true,
    env: { LOG_LEVEL: 'warn', STRIPE_MAX_REQUESTS_PER_SECOND: '5000' },
  });
  Object.assign(globalThis, { guildhallWebHouse: { house, directory } });
  await writeRunFile(directory, house.runFile(await seedMarket(house.runFile([]))));
  process.env.GUILDHALL_WEB_RUN = await readFile(join(directory, 'run.json'), 'utf8');
}
