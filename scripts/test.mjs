// `npm test`: installs, builds, and runs every test. Arguments go to Jest: npm test -- libs/ledger
import { prepare, run } from './prepare.mjs';

await prepare();
try {
  await run('npx', ['--no-install', 'jest', ...process.argv.slice(2)]);
} catch {
  process.exit(1); // Jest has said what failed
}
