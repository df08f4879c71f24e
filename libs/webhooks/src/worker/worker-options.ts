/** How the worker behaves. Override in tests through `WebhooksWorkerModule.forRoot`. */
export interface WebhookWorkerOptions {
  /** Rows are looked for this often, whether anyone rang or not. */
  readonly sweepEveryMs: number;
  /** A claimed event is another worker's to take when nothing was heard of it for this long. */
  readonly leaseMs: number;
  /** Events at work in this process at the same time. */
  readonly maxInFlight: number;
  /** Events whose handlers may be asking Stripe at the same time, over all and for one connected account. */
  readonly maxPreparing: number;
  readonly maxPreparingPerAccount: number;
  /** Events applied in one transaction, and such transactions at the same time. */
  readonly maxApplied: number;
  readonly applyLanes: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Then the event is dead; where only Stripe could not be reached, much later. */
  readonly maxAttempts: number;
  readonly maxAttemptsUnreachable: number;
  /** The platform; its connected accounts, of which there may be thousands. */
  readonly backfillEverySeconds: number;
  readonly backfillAccountsEverySeconds: number;
}

export const WEBHOOK_WORKER_OPTIONS = Symbol('guildhall:webhook-worker-options');

export const DEFAULT_WORKER_OPTIONS: WebhookWorkerOptions = {
  sweepEveryMs: 1_000,
  leaseMs: 10_000,
  maxInFlight: 400,
  maxPreparing: 32,
  maxPreparingPerAccount: 16,
  maxApplied: 50,
  applyLanes: 2,
  firstDelayMs: 250,
  longestDelayMs: 3_600_000,
  maxAttempts: 20,
  maxAttemptsUnreachable: 90,
  backfillEverySeconds: 300,
  backfillAccountsEverySeconds: 1_800,
};
