import type { RawHash } from './params.js';

export interface LoggedRequest {
  readonly id: string;
  /** Milliseconds on the emulator's clock. */
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly tookMs: number;
  readonly account: string | null;
  readonly idempotencyKey: string | null;
  readonly error: string | null;
}

/** What was sent and answered: more to keep, so of fewer requests. */
export interface RequestDetails {
  readonly id: string;
  readonly params: RawHash;
  readonly answer: object;
}

/** A ring: the latest entries, newest first when read. */
export class Ring<T> {
  private readonly entries: T[] = [];
  private next = 0;

  constructor(private readonly capacity: number) {}

  add(entry: T): void {
    this.entries[this.next] = entry;
    this.next = (this.next + 1) % this.capacity;
  }

  latest(limit = this.capacity): T[] {
    const ordered = [...this.entries.slice(this.next), ...this.entries.slice(0, this.next)];
    return ordered.reverse().slice(0, limit);
  }

  clear(): void {
    this.entries.length = 0;
    this.next = 0;
  }
}

/** The latest requests, for the control page and for tests. Never journalled. */
export class RequestLog extends Ring<LoggedRequest> {
  readonly details = new Ring<RequestDetails>(200);

  constructor() {
    super(1000);
  }

  override clear(): void {
    super.clear();
    this.details.clear();
  }
}
