export type SourceType = 'card' | 'bank_account' | 'fpx';

/** Minor units. */
export interface CurrencyBalance {
  readonly available: number;
  readonly pending: number;
  /** Pending funds that instant payouts may use, on top of what is available. */
  readonly instantPending: number;
  readonly availableBySource: Readonly<Partial<Record<SourceType, number>>>;
  readonly pendingBySource: Readonly<Partial<Record<SourceType, number>>>;
}

/** The net of a balance transaction as the balance sees it. */
export interface BalanceChange {
  /** Minor units. */
  readonly amount: number;
  /** Unix seconds from which it is available. */
  readonly at: number;
  readonly created: number;
  readonly sourceType: SourceType;
  readonly isInstant: boolean;
}

interface DueBucket {
  readonly at: number;
  readonly bySource: Partial<Record<SourceType, number>>;
  instant: number;
}

/**
 * The balance of one account in one currency. Pending amounts wait in buckets by due time and move when the clock has
 * passed it: reading costs the same however many transactions there are.
 */
export class RunningBalance {
  private readonly available: Partial<Record<SourceType, number>> = {};
  private readonly pending: Partial<Record<SourceType, number>> = {};
  private instantPending = 0;
  /** Latest first, so that what is due next is at the end. */
  private readonly due: DueBucket[] = [];
  /** Everything due until here has moved to available. */
  private settledUntil = 0;

  /** Adds a change; its exact opposite takes it back. */
  add({ amount, at, created, sourceType, isInstant }: BalanceChange): void {
    if (at <= created || at <= this.settledUntil) {
      this.available[sourceType] = (this.available[sourceType] ?? 0) + amount;
      return;
    }
    this.pending[sourceType] = (this.pending[sourceType] ?? 0) + amount;
    const bucket = this.bucketAt(at);
    bucket.bySource[sourceType] = (bucket.bySource[sourceType] ?? 0) + amount;
    if (!isInstant) return;
    this.instantPending += amount;
    bucket.instant += amount;
  }

  /** @param now Unix seconds */
  at(now: number): CurrencyBalance {
    this.settle(now);
    return {
      available: total(this.available),
      pending: total(this.pending),
      instantPending: this.instantPending,
      availableBySource: { ...this.available },
      pendingBySource: { ...this.pending },
    };
  }

  private settle(now: number): void {
    for (let next = this.due.at(-1); next !== undefined && next.at <= now; next = this.due.at(-1)) {
      this.due.pop();
      for (const [source, amount] of Object.entries(next.bySource) as [SourceType, number][]) {
        this.pending[source] = (this.pending[source] ?? 0) - amount;
        this.available[source] = (this.available[source] ?? 0) + amount;
      }
      this.instantPending -= next.instant;
    }
    this.settledUntil = Math.max(this.settledUntil, now);
  }

  /** Few times are open at once (settlement days), so a walk from the latest finds its place at once. */
  private bucketAt(at: number): DueBucket {
    let index = 0;
    while (index < this.due.length && (this.due[index]?.at ?? 0) > at) index += 1;
    const existing = this.due[index];
    if (existing?.at === at) return existing;
    const bucket = { at, bySource: {}, instant: 0 };
    this.due.splice(index, 0, bucket);
    return bucket;
  }
}

function total(bySource: Partial<Record<SourceType, number>>): number {
  return Object.values(bySource).reduce((sum, amount) => sum + amount, 0);
}
