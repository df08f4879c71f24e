import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Migrates in a process of its own, so that the launcher need not load (and keep) what only migrations need. */
export async function migrateInChild(root: string, databaseUrl: string): Promise<string> {
  const script = join(root, 'libs/database/dist/migrate.main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl },
  });
  return stdout.trim();
}
