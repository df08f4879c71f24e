import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const OWASP = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let hashOfNobody: Promise<string> | undefined;

/** @returns argon2id in PHC string format */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), OWASP);
}

/**
 * @param passwordHash null when there is no such account: then a hash of nobody's password is verified all the same, so
 * that the time taken does not tell who has an account
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await hashOfNobody), normal(password));
  return matches && passwordHash !== null;
}

/** The same characters typed on another system may be other code points. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
