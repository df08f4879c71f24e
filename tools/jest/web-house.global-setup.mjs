import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.mjs';
import findChromium from './chromium.global-setup.mjs';

/**
 * One seeded house, with its pages, for all browser journeys of the web application. It comes up while other specs run:
 * its run file appears in the folder that the variable names (`WebHouse.opens` waits for it).
 */
export default async function setup() {
  findChromium();
  if (process.env.GUILDHALL_CHROMIUM === undefined) return; // the journeys are skipped
  await build(); // a global setup is loaded by Node itself, so it sees the built packages
  const directory = await mkdtemp(join(tmpdir(), 'guildhall-web-'));
  const house = open(directory);
  house.catch((error) => writeFile(join(directory, 'failed'), String(error?.stack)));
  Object.assign(globalThis, { guildhallWebHouse: { house, directory } });
  process.env.GUILDHALL_WEB_HOUSE = directory;
}

async function open(directory) {
  const { House } = await import('@guildhall/launcher');
  const { createTestDatabase, seedMarket, TEST_CLUSTER_VARIABLE } = await import('@guildhall/testing');
  const house = await House.start({
    root: process.cwd(),
    directory,
    throwAway: true,
    ...(process.env[TEST_CLUSTER_VARIABLE] === undefined ? {} : { databaseUrl: await createTestDatabase() }),
    env: { LOG_LEVEL: 'warn', STRIPE_MAX_REQUESTS_PER_SECOND: '5000' },
  });
  await house.writeRunFile(await seedMarket(house.runFile([])));
  return house;
}
