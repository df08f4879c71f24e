import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { newId } from '@guildhall/database';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { INestApplicationContext } from '@nestjs/common';
import Stripe from 'stripe';
import { type RunningEmulator, startEmulator } from '../../../apps/stripe-emulator/src/index.js';
import { OUTBOX_FAILPOINTS } from './failpoints.js';
import { startOutboxApp } from './spec-support/outbox-app.js';

const CRASHING_PROCESS = join(process.cwd(), 'dist/libs/outbox/spec-support/crash.main.js');

interface Fate {
  readonly id: string;
  readonly state: string;
}

describe('a process that is killed while it works on the outbox', () => {
  let database: TestDatabase;
  let emulator: RunningEmulator;
  let survivor: INestApplicationContext | undefined;

  beforeAll(async () => {
    [database, emulator] = await Promise.all([testDatabase(), startEmulator({ seed: '7' })]);
  });
  afterEach(async () => {
    emulator.emulator.faults.clear();
    await survivor?.close();
    survivor = undefined;
  });
  afterAll(async () => {
    await emulator.stop();
    await database.close();
  });

  /** @returns the signal that ended the process, null when it ended by itself */
  function runProcess(mode: string, subjectId: string, env: Record<string, string>): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const values = [mode, database.url, emulator.url, subjectId];
      const child = { env: { ...process.env, ...env }, timeout: 30_000 };
      execFile(process.execPath, [CRASHING_PROCESS, ...values], child, (error, _stdout, stderr) => {
        if (error === null) resolve(null);
        else if (error.signal === 'SIGKILL') resolve(error.signal);
        else reject(new Error(`the process ended with ${String(error.code)}: ${stderr}`));
      });
    });
  }

  async function startSurvivor(settings = {}): Promise<INestApplicationContext> {
    survivor = await startOutboxApp({ role: 'worker', databaseUrl: database.url, stripeUrl: emulator.url, settings });
    return survivor;
  }

  async function fateOf(subjectId: string): Promise<Fate | undefined> {
    const [row] = await database.source.query<Fate[]>('SELECT id, state FROM stripe_operation WHERE subject_id = $1', [
      subjectId,
    ]);
    return row;
  }

  async function succeeds(subjectId: string): Promise<Fate> {
    for (let waited = 0; waited < 60_000; waited += 20) {
      const fate = await fateOf(subjectId);
      if (fate?.state === 'succeeded') return fate;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`still ${JSON.stringify(await fateOf(subjectId))}`);
  }

  async function expectDoneOnce(fate: Fate | undefined): Promise<void> {
    const stripe = new Stripe('sk_test_outbox', { host: '127.0.0.1', port: emulator.port, protocol: 'http' });
    const customers = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
    expect(customers.filter(({ metadata }) => metadata.operation_id === fate?.id)).toHaveLength(1);
    expect(await timesApplied(`succeeded:${String(fate?.id)}`)).toBe(1);
  }

  async function timesApplied(subject: string): Promise<number> {
    const [row] = await database.source.query<{ failures: number }[]>(
      'SELECT failures FROM login_throttle WHERE subject_hash = $1',
      [subject],
    );
    return row?.failures ?? 0;
  }

  const LOOKING_UP = ['outbox:after-look-up', 'outbox:after-fresh-key'];
  const SENDING = OUTBOX_FAILPOINTS.filter(
    (name) => name !== 'outbox:before-event-commit' && !LOOKING_UP.includes(name),
  );

  describe.each([
    { where: 'in a request', mode: 'request' },
    { where: 'in the worker', mode: 'relay' },
  ])('$where', ({ mode }) => {
    // A worker may take up, and die over, what one before it left, before it accepts anything itself.
    const mayDieEarly = (failpoint: string) => mode === 'relay' || failpoint === 'outbox:before-commit';
    const subjects = new Map(SENDING.map((failpoint) => [failpoint, newId()]));
    const signals = new Map<string, string | null>();

    beforeAll(async () => {
      const waiting = [...subjects];
      const two = [1, 2].map(async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [failpoint, subjectId] = next;
          signals.set(failpoint, await runProcess(mode, subjectId, { GUILDHALL_FAILPOINT: failpoint }));
        }
      });
      await Promise.all(two);
      const app = await startSurvivor();
      for (const subjectId of subjects.values()) {
        if ((await fateOf(subjectId)) !== undefined) await succeeds(subjectId);
      }
      await app.close();
      survivor = undefined;
    });

    it.each(SENDING)('I1, I2: killed at %s, the operation is done once or was never accepted', async (failpoint) => {
      expect(signals.get(failpoint)).toBe('SIGKILL');
      const fate = await fateOf(subjects.get(failpoint) ?? '');
      if (failpoint === 'outbox:before-commit') expect(fate).toBeUndefined();
      if (fate !== undefined || !mayDieEarly(failpoint)) await expectDoneOnce(fate);
    });

    it('I2: what was accepted was worked on', async () => {
      const fates = await Promise.all([...subjects.values()].map(fateOf));
      expect(fates.filter((fate) => fate?.state === 'succeeded').length).toBeGreaterThan(0);
      expect(fates.filter((fate) => fate !== undefined && fate.state !== 'succeeded')).toEqual([]);
    });
  });

  it.each(LOOKING_UP)('I1, I2: killed at %s after the key has expired, it is done once', async (failpoint) => {
    const subjectId = newId();
    await runProcess('request', subjectId, { GUILDHALL_FAILPOINT: 'outbox:before-call' });
    await new Promise((resolve) => setTimeout(resolve, 700)); // the lease of the killed process
    const late = { GUILDHALL_FAILPOINT: failpoint, KEY_LIFETIME_MS: '1' };
    expect(await runProcess('resume', subjectId, late)).toBe('SIGKILL');
    await startSurvivor();
    await expectDoneOnce(await succeeds(subjectId));
  });

  it('I1, I2: killed again and again at different places, it is done once', async () => {
    const subjectId = newId();
    await runProcess('request', subjectId, { GUILDHALL_FAILPOINT: 'outbox:after-commit' });
    for (const failpoint of ['outbox:after-claim', 'outbox:after-call', 'outbox:before-result-commit']) {
      expect(await runProcess('resume', subjectId, { GUILDHALL_FAILPOINT: failpoint })).toBe('SIGKILL');
    }
    await startSurvivor();
    await expectDoneOnce(await succeeds(subjectId));
  });

  it.each(['outbox:before-event-commit', 'outbox:before-event-commit#2'])(
    'I2: killed at %s, a domain event reaches every subscriber once',
    async (failpoint) => {
      const orderId = newId();
      expect(await runProcess('event', orderId, { GUILDHALL_FAILPOINT: failpoint })).toBe('SIGKILL');
      await startSurvivor();
      for (let waited = 0; waited < 60_000; waited += 20) {
        if ((await timesApplied(`refunded:${orderId}`)) + (await timesApplied(`also:${orderId}`)) >= 2) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(await timesApplied(`refunded:${orderId}`)).toBe(1);
      expect(await timesApplied(`also:${orderId}`)).toBe(1);
    },
  );
});
