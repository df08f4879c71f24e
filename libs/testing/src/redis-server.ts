import { execFileSync, spawn } from 'node:child_process';
import { freePort } from '@guildhall/launcher';
import { Redis } from 'ioredis';

export interface RedisServer {
  readonly url: string;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export function hasRedisServer(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Debian's redis-server on a port of its own, in memory only. */
export async function startRedisServer(port?: number): Promise<RedisServer> {
  const usedPort = port ?? (await freePort());
  const flags = ['--port', String(usedPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', flags, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${usedPort}`;
  await answers(url);
  return {
    url,
    async flush() {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', () => {
          resolve();
        });
        server.kill('SIGKILL');
      }),
  };
}

async function answers(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}
