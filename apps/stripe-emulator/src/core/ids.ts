import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Lengths that differ from the usual 24 characters after the prefix. */
const LENGTHS: Readonly<Record<string, number>> = { cus: 14, acct: 16, prod: 14, sub: 24, req: 14, whsec: 32, sku: 14 };

/**
 * Makes ids of Stripe's form. Without a seed they are random; with one, the n-th id of a run is always the same, and
 * still cannot be guessed from its neighbours.
 */
export class IdGenerator {
  private requests = 0;
  private pool: Uint8Array = new Uint8Array(0);
  private offset = 0;

  /** @param drawn how many were made before, so that a restarted emulator goes on where it stopped */
  constructor(
    private readonly seed: string | undefined,
    public drawn = 0,
  ) {}

  /** @param prefix without underscore, e.g. `cus` */
  next(prefix: string): string {
    return `${prefix}_${this.secret(LENGTHS[prefix] ?? 24)}`;
  }

  /** Request ids have a count of their own: reading must not change which ids objects get. */
  request(): string {
    this.requests += 1;
    return `req_${this.seed === undefined ? this.random(14) : this.seeded(14, `req:${this.requests}`)}`;
  }

  /** Letters and digits that cannot be guessed. */
  secret(length: number): string {
    this.drawn += 1;
    return this.seed === undefined ? this.random(length) : this.seeded(length, String(this.drawn));
  }

  private random(length: number): string {
    let text = '';
    while (text.length < length) {
      const byte = this.byte();
      // 248 = 4 x 62: bytes above it would make some letters likelier than others.
      if (byte < 248) text += ALPHABET.charAt(byte % 62);
    }
    return text;
  }

  private seeded(length: number, index: string): string {
    let text = '';
    for (let block = 0; text.length < length; block += 1) {
      const hash = createHash('sha256').update(`${this.seed}:${index}:${block}`).digest();
      for (const byte of hash) if (byte < 248) text += ALPHABET.charAt(byte % 62);
    }
    return text.slice(0, length);
  }

  private byte(): number {
    if (this.offset >= this.pool.length) {
      this.pool = randomBytes(4096);
      this.offset = 0;
    }
    return this.pool[this.offset++] ?? 255;
  }
}
