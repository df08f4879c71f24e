// `npm stop`: stops what `npm start` has started here, and waits until it has gone. Loses nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './prepare.mjs';

const directory = join(root, '.guildhall');
if (!existsSync(join(directory, 'run.json'))) {
  console.log('nothing runs here');
  process.exit(0);
}
const { isRunning, readRunFile } = await import('@guildhall/launcher');
const run = await readRunFile(directory);
if (!isRunning(run.launcherPid)) {
  console.log('it has stopped already');
  process.exit(0);
}
process.kill(run.launcherPid, 'SIGTERM');
for (let waited = 0; waited < 45_000; waited += 100) {
  if (!isRunning(run.launcherPid)) {
    console.log('stopped; npm start comes back to the same state');
    process.exit(0);
  }
  await sleep(100);
}
console.error(`process ${run.launcherPid} is still stopping; see .guildhall/logs/launcher.log`);
process.exit(1);
