import { hashPassword, verifyPassword } from './password-hash.js';

describe('passwords', () => {
  it('are kept as argon2id with the parameters of OWASP', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(other).not.toBe(one);
    await expect(verifyPassword(one, 'correct horse')).resolves.toBe(true);
    await expect(verifyPassword(one, 'wrong horse')).resolves.toBe(false);
  });

  it('match however the system that typed them composes its letters', async () => {
    await expect(
      verifyPassword(await hashPassword('caf\u00e9 corr\u00e8ct'), 'cafe\u0301 corre\u0300ct'),
    ).resolves.toBe(true);
  });

  it('take as long to refuse for nobody as for somebody', async () => {
    const known = await hashPassword('correct horse');
    const median = async (passwordHash: string | null) => {
      const times: number[] = [];
      for (let round = 0; round < 9; round += 1) {
        const started = performance.now();
        expect(await verifyPassword(passwordHash, 'nobody has this password!')).toBe(false);
        times.push(performance.now() - started);
      }
      return times.sort((left, right) => left - right)[4] ?? 0;
    };
    await median(null);
    // Without the hash of nobody the first would be a thousandth of the second, however busy the machine is.
    expect(await median(null)).toBeGreaterThan((await median(known)) / 10);
    await expect(verifyPassword(null, 'nobody has this password')).resolves.toBe(false);
  });
});
