import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BaselineFigures } from '../report/baseline.js';

interface Start {
  readonly is: 'start';
  /** SHA-256 of the file that is replayed here. */
  readonly file: string;
  /** Passwords of the people that the replay signs up are derived from it. */
  readonly secret: string;
}

type Fact =
  | Start
  | { readonly is: 'baseline'; readonly figures: BaselineFigures }
  | { readonly is: 'product'; readonly key: string; readonly id: string }
  | { readonly is: 'order'; readonly invoice: string; readonly id: string }
  | { readonly is: 'refund'; readonly invoice: string; readonly id: string };

/**
 * What is done, one fact a line, so that a replay that was stopped goes on where it was. It saves work and decides
 * nothing: without it every step would be asked for again under the same key, and found done.
 */
export class Journal {
  readonly products = new Map<string, string>();
  /** Invoice of a paid order -> its id at the platform. */
  readonly orders = new Map<string, string>();
  readonly refunds = new Map<string, string>();
  baseline: BaselineFigures | null = null;
  private started: Start | null = null;

  private constructor(private readonly path: string) {}

  /** @throws OtherFile when another file was replayed into this house */
  static open(path: string, file: string): Journal {
    mkdirSync(dirname(path), { recursive: true });
    const journal = new Journal(path);
    journal.read();
    if (journal.started === null) {
      const start: Start = { is: 'start', file, secret: randomBytes(24).toString('base64url') };
      writeFileSync(path, '', { mode: 0o600 });
      journal.add(start);
    } else if (journal.started.file !== file) throw new OtherFile();
    return journal;
  }

  get secret(): string {
    if (this.started === null) throw new RangeError('open() has put a start into every journal');
    return this.started.secret;
  }

  add(fact: Fact): void {
    appendFileSync(this.path, `${JSON.stringify(fact)}\n`);
    this.take(fact);
  }

  private read(): void {
    if (!existsSync(this.path)) return;
    const text = readFileSync(this.path, 'utf8');
    // The last line may have been cut by a kill: what it said is simply asked for again.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole !== text) writeFileSync(this.path, whole, { mode: 0o600 });
    for (const line of whole.split('\n')) if (line !== '') this.take(JSON.parse(line) as Fact);
  }

  private take(fact: Fact): void {
    if (fact.is === 'start') this.started = fact;
    else if (fact.is === 'baseline') this.baseline = fact.figures;
    else if (fact.is === 'product') this.products.set(fact.key, fact.id);
    else if (fact.is === 'order') this.orders.set(fact.invoice, fact.id);
    else this.refunds.set(fact.invoice, fact.id);
  }
}

export class OtherFile extends Error {
  constructor() {
    super('another file was replayed into this house: --fresh starts over');
    this.name = 'OtherFile';
  }
}
