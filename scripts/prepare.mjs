// What has to be there before anything else of the project can be loaded: the right Node, the packages, the build.
// Uses nothing but Node itself.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Guildhall needs Node 20.19 or newer; this is ${process.versions.node}. Install a current Node and try again.`,
  );
  process.exit(1);
}

/** Runs `npm ci` when the lock file is not the one that was installed last. */
async function install() {
  const stamp = join(root, 'node_modules', '.guildhall-installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('installing packages (once; about half a minute)');
  const started = performance.now();
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
  console.log(`installed in ${seconds(started)}`);
}

export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/** Runs a command in the project's root with its output shown. @throws Error when it fails */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args[0]} failed with code ${code}`)),
    );
  });
}

export async function prepare() {
  checkNode();
  await install();
  await run(process.execPath, ['tools/build.mjs', '--quiet']); // a process of its own: compilers are not needed afterwards
}
