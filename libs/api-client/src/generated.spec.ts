import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

describe('the generated client', () => {
  it('is what the APIs are today (else: node tools/generate-api-client.mjs)', async () => {
    const check = promisify(execFile)(process.execPath, ['tools/generate-api-client.mjs', '--check']);
    await expect(check.then(({ stdout, stderr }) => stdout + stderr)).resolves.toBe('');
  }, 120_000);
});
