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
    return this.secret(LENGTHS[prefix] ?? 24, `${prefix}_`);
  }

  /** Request ids have a count of their own: reading must not change which ids objects get. */
  request(): string {
    this.requests += 1;
    return this.seed === undefined ? this.random(14, 'req_') : this.seeded(14, `req:${this.requests}`, 'req_');
  }

  /** Letters and digits that cannot be guessed. */
  secret(length: number, prefix = ''): string {
    this.drawn += 1;
    return this.seed === undefined ? this.random(length, prefix) : this.seeded(length, String(this.drawn), prefix);
  }

  private random(length: number, prefix = ''): string {
    return spelled(prefix, length, () => this.byte());
  }

  private seeded(length: number, index: string, prefix = ''): string {
    let bytes: Uint8Array = new Uint8Array(0);
    let at = 0;
    let block = 0;
    return spelled(prefix, length, () => {
      if (at >= bytes.length) {
        bytes = createHash('sha256').update(`${this.seed}:${index}:${block++}`).digest();
        at = 0;
      }
      return bytes[at++] ?? 255;
    });
  }

  private byte(): number {
    if (this.offset >= this.pool.length) {
      this.pool = randomBytes(4096);
      this.offset = 0;
    }
    return this.pool[this.offset++] ?? 255;
  }
}

/**
 * A prefix and letters drawn after it, spelled in one piece: text that grows letter by letter stays a chain of pieces
 * in memory for as long as it lives.
 */
function spelled(prefix: string, length: number, draw: () => number): string {
  const bytes = Buffer.allocUnsafe(prefix.length + length);
  bytes.write(prefix, 'latin1');
  for (let at = prefix.length; at < bytes.length;) {
    const byte = draw();
    // 248 = 4 x 62: bytes above it would make some letters likelier than others.
    if (byte < 248) bytes[at++] = ALPHABET.charCodeAt(byte % 62);
  }
  return bytes.toString('latin1');
}
