import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '@guildhall/testing';

const MAIN = join(process.cwd(), 'dist/libs/http/spec-support/sample-api.main.js');

describe('an API as a process', () => {
  let database: TestDatabase;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  const start = (environment: Record<string, string>) => {
    const child = fork(MAIN, {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    const output: string[] = [];
    child.stdout?.on('data', (text: Buffer) => output.push(text.toString()));
    child.stderr?.on('data', (text: Buffer) => output.push(text.toString()));
    return { child, output };
  };
  const running = async () => {
    const started = start({ DATABASE_URL: database.url, STRIPE_SECRET_KEY: 'sk_test_process' });
    const [message] = (await Promise.race([
      once(started.child, 'message'),
      once(started.child, 'exit').then(() => Promise.reject(new Error(started.output.join('')))),
    ])) as [{ ready: boolean; url: string }];
    expect(message.ready).toBe(true);
    return { ...started, url: message.url };
  };

  it('says where it listens, to its parent and in its log, and serves what every API has', async () => {
    const { url, output } = await running();
    const listening = output
      .join('')
      .split('\n')
      .map((line) => (line.startsWith('{') ? (JSON.parse(line) as object) : {}));
    expect(listening).toContainEqual(expect.objectContaining({ msg: 'listening', url }));
    const get = async (path: string) => {
      const answer = await fetch(url + path);
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
    };
    expect(await get('/health/live')).toMatchObject({ status: 200 });
    expect(JSON.parse((await get('/health/ready')).text)).toMatchObject({
      status: 'ok',
      checks: { database: { ok: true } },
    });
    expect((await get('/metrics')).text).toContain(
      'guildhall_http_request_seconds_count{method="GET",route="/health/live",status="200"} 1',
    );
    expect(JSON.parse((await get('/openapi.json')).text)).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Sample' },
    });
    const page = await get('/docs');
    expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html') as unknown });
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBeGreaterThan(2);
    for (const path of assets) expect((await fetch(new URL(path, `${url}/docs`))).status).toBe(200);
  });

  it('finishes what is in flight when it is told to stop, and takes nothing new', async () => {
    const { child, url } = await running();
    const slow = fetch(`${url}/v1/others/slow`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    expect((await slow).status).toBe(204);
    const [code] = child.exitCode === null ? ((await once(child, 'exit')) as [number]) : [child.exitCode];
    expect(code).toBe(0);
  });

  it('does not wait for ever for a body that trickles in', async () => {
    const { url } = await running();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      'POST /v1/others/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    let answer = '';
    socket.on('data', (text: Buffer) => (answer += text.toString()));
    const started = Date.now();
    await once(socket, 'close');
    expect(Date.now() - started).toBeLessThan(6_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('says every mistake in its environment, without repeating a value, and exits with 1', async () => {
    const { child, output } = start({ DATABASE_URL: 'mysql://secret-host/x', STRIPE_SECRET_KEY: 'wrong-secret' });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(output.join('')).toMatch(/2 mistake\(s\)[^]*DATABASE_URL[^]*STRIPE_SECRET_KEY/);
    expect(output.join('')).not.toMatch(/secret-host|wrong-secret/);
  });

  it('says why and exits with 1 when it cannot start', async () => {
    const { child, output } = start({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      STRIPE_SECRET_KEY: 'sk_test_x',
    });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(output.join('')).toContain('ECONNREFUSED');
  });
});
