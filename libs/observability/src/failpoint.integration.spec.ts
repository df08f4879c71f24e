import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Death } from './failpoint.js';

const COMPILED = join(__dirname, '../dist/failpoint.js');
const PASSES = `
  const { failpoint } = await import(${JSON.stringify(`file://${COMPILED}`)});
  failpoint('before', 'refund.create', 'op-1');
  failpoint('before', 'payout.create', 'op-2');
  console.log('lived');`;

describe('a failpoint', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'guildhall-failpoints-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** @returns what a process prints that passes both places, or the signal that ended it */
  const passes = (env: Record<string, string>): Promise<string> =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', PASSES], {
      env: { ...process.env, ...env },
    }).then(
      ({ stdout }) => stdout.trim(),
      (error: unknown) => (error as { signal: string }).signal,
    );
  const arm = (place: string) => {
    writeFileSync(join(directory, place), '');
  };

  it('is inert unless it is armed', async () => {
    expect(await passes({})).toBe('lived');
    expect(await passes({ GUILDHALL_FAILPOINT_DIRECTORY: directory })).toBe('lived');
    arm('after');
    arm('before@transfer.create');
    expect(await passes({ GUILDHALL_FAILPOINT_DIRECTORY: directory })).toBe('lived');
  });

  it('kills one process for every file, and tells which and at what', async () => {
    arm('before@payout.create');
    expect(await passes({ GUILDHALL_FAILPOINT_DIRECTORY: directory })).toBe('SIGKILL');
    expect(readdirSync(directory)).toEqual(['before@payout.create.died']);
    const death = JSON.parse(readFileSync(join(directory, 'before@payout.create.died'), 'utf8')) as Death;
    expect(death).toEqual({ pid: expect.any(Number) as number, subject: 'op-2' });
    expect(await passes({ GUILDHALL_FAILPOINT_DIRECTORY: directory })).toBe('lived');
  });

  it('is armed for every kind by its name alone, or by the environment for the nth time', async () => {
    arm('before');
    expect(await passes({ GUILDHALL_FAILPOINT_DIRECTORY: directory })).toBe('SIGKILL');
    expect(await passes({ GUILDHALL_FAILPOINT: 'before#2' })).toBe('SIGKILL');
    expect(await passes({ GUILDHALL_FAILPOINT: 'before#3' })).toBe('lived');
  });
});
