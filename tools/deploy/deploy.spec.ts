import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const read = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'), { merge: true });

interface Service {
  readonly image: string;
  readonly command?: string[];
  readonly environment?: Record<string, unknown>;
  readonly depends_on?: Record<string, { condition: string }>;
  readonly volumes?: string[];
}

describe('docker-compose.yml', () => {
  const { services, volumes } = read('docker-compose.yml') as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };

  it('names an image for every service and only services and volumes that exist', () => {
    for (const [name, { image, depends_on: needs = {}, volumes: mounts = [] }] of Object.entries(services)) {
      expect([name, typeof image]).toEqual([name, 'string']);
      expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(needs)));
      for (const mount of mounts) expect(volumes).toHaveProperty(mount.split(':')[0] ?? '');
    }
  });

  it('starts every process of the house from the bundle that its source becomes', () => {
    const scripts = Object.values(services).flatMap(({ command = [] }) =>
      command[0] === 'node' ? [command[1] ?? ''] : [],
    );
    expect(scripts).toHaveLength(7);
    for (const script of scripts) {
      const source = script.replace(/^dist\/(apps|libs)\/([\w-]+)\/(.+)\.js$/, '$1/$2/src/$3.ts');
      expect([script, source !== script && existsSync(join(root, source))]).toEqual([script, true]);
    }
  });

  it('tells every process the variables that have no default', () => {
    for (const name of ['seller-onboarding-api', 'buyer-checkout-api', 'admin-api', 'webhook-ingest', 'worker']) {
      expect(services[name]?.environment).toMatchObject({
        DATABASE_URL: expect.any(String) as string,
        STRIPE_SECRET_KEY: expect.any(String) as string,
        PORT: expect.any(Number) as number,
      });
    }
  });
});

describe('.github/workflows/ci.yml', () => {
  it('runs .ci/run on Node 20, 22 and 24 beside PostgreSQL and Redis', () => {
    const { jobs } = read('.github/workflows/ci.yml') as {
      jobs: { test: { strategy: { matrix: { node: number[] } }; services: object; steps: { run?: string }[] } };
    };
    expect(jobs.test.strategy.matrix.node).toEqual([20, 22, 24]);
    expect(Object.keys(jobs.test.services).sort()).toEqual(['postgres', 'redis']);
    expect(jobs.test.steps.map(({ run }) => run)).toContain('bash .ci/run');
  });
});

describe('the Dockerfiles', () => {
  it.each(['Dockerfile', 'stripe-emulator.Dockerfile'])('%s copies and runs what exists', (file) => {
    const lines = readFileSync(join(root, 'deploy', file), 'utf8').split('\n');
    const copied = lines.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
    expect(copied).toContain('package-lock.json');
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const tools = lines.flatMap((line) => /node (tools\/\S+)/.exec(line)?.[1] ?? []);
    expect(tools.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
