import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import Stripe from 'stripe';
import ts from 'typescript';

const root = resolve(__dirname, '..');
const run = promisify(execFile);

const CONSUMER = `import { startEmulator, type RunningEmulator } from '@guildhall/stripe-emulator';
const running: RunningEmulator = await startEmulator({ seed: '7', keys: [{ key: 'sk_test_a', account: 'acct_1' }] });
await running.advance({ seconds: 60 });
// @ts-expect-error: the inside is not part of the package
running.emulator;
`;

describe('the package of the emulator, in a folder that has nothing else', () => {
  let folder: string;
  let packed: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stripe-emulator-consumer-'));
    packed = join(folder, 'node_modules/@guildhall/stripe-emulator');
    await mkdir(packed, { recursive: true });
    const { stdout } = await run(process.execPath, [join(root, 'tools/pack-emulator.mjs'), folder], { cwd: folder });
    await run('tar', ['-xzf', stdout.trim(), '-C', packed, '--strip-components=1']);
    const { dependencies } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    for (const name of Object.keys(dependencies)) {
      await mkdir(dirname(join(folder, 'node_modules', name)), { recursive: true });
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('starts, answers an SDK and serves Stripe.js and its pages', async () => {
    const child: ChildProcess = fork(join(packed, 'main.js'), ['--port', '0', '--memory'], {
      cwd: folder,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    try {
      const [{ url }] = (await once(child, 'message')) as [{ url: string }];
      const stripe = new Stripe('sk_test_any', { host: '127.0.0.1', port: new URL(url).port, protocol: 'http' });
      const { id } = await stripe.paymentIntents.create({
        amount: 100,
        currency: 'usd',
        payment_method: 'pm_card_visa',
      });
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'requires_confirmation' });
      expect(await (await fetch(`${url}/v3/`)).text()).toContain('confirmPayment');
      expect(await (await fetch(`${url}/_emulator`)).text()).toContain('payment_intent');
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });

  it('has types that a strict program can use', async () => {
    const consumer = join(folder, 'consumer.mts');
    await writeFile(consumer, CONSUMER);
    const program = ts.createProgram([consumer], {
      ...{ module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, types: [] },
      ...{ strict: true, noEmit: true, lib: ['lib.es2023.d.ts'] },
    });
    const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    expect(problems).toEqual([]);
  });
});
