// What some tests use beside npm's packages: Debian's redis-server and chromium-headless-shell. Uses nothing but Node itself.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUMS } from './chromium.mjs';

const run = promisify(execFile);

const WANTED = [
  { name: 'redis-server', programs: ['redis-server'], without: 'the queue is tested on PostgreSQL alone' },
  {
    name: 'chromium-headless-shell',
    programs: CHROMIUMS,
    without: 'no page is looked at in a browser',
  },
];

/**
 * Installs with apt-get what is not there, when that needs no password. Otherwise says in a line what is missing, what
 * that means and how to get it: nothing here makes a test run fail.
 */
export async function ensureSystemPackages() {
  const missing = WANTED.filter(({ programs }) => !programs.some(isInstalled));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  try {
    if (!isInstalled('apt-get')) throw new Error('there is no apt-get');
    console.log(`installing ${names.join(' and ')} with apt-get (once)`);
    await apt(asRoot, ['update', '-qq']);
    await apt(asRoot, ['install', '-y', '-qq', '--no-install-recommends', ...names]);
  } catch (error) {
    const consequences = missing.map(({ without }) => without).join(', and ');
    console.log(
      `not installed: ${names.join(' ')} (${reasonOf(error)}), so ${consequences}. To have it: apt-get install ${names.join(' ')}`,
    );
  }
}

function apt(asRoot, args) {
  const [command, ...rest] = [...asRoot, 'apt-get', '-o', 'DPkg::Lock::Timeout=120', ...args];
  return run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 240_000 });
}

function isInstalled(program) {
  if (program === undefined) return false;
  const places = program.includes('/')
    ? [program]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function reasonOf({ stderr, message }) {
  return (stderr || message).trim().split('\n').at(-1);
}
