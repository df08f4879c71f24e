/** A balance transaction as far as the comparison needs it. */
export interface StatementLine {
  readonly id: string;
  readonly currency: string;
  readonly netMinor: bigint;
}

/** What Stripe says about one account's balance. An interface, so that the comparison can be shown any statement. */
export interface StripeStatement {
  /** Newest first, page by page, from the newest there is at the time of the call. */
  pages(): AsyncIterable<readonly StatementLine[]>;
  /** Pending + available, by currency. */
  balances(): Promise<ReadonlyMap<string, bigint>>;
}
