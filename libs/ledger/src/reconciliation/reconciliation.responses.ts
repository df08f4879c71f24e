import type { ReconciliationDifferenceEntity, ReconciliationRunEntity } from '@guildhall/database';
import { ChoiceField, CurrencyField, IdField, InstantField, IntegerField, TextField } from '@guildhall/http';

const ID = '0199c2f4-6d2e-7000-8000-000000000001';
const RUN_STATES = ['queued', 'running', 'finished', 'failed'] as const;
const DIFFERENCE_KINDS = ['missing_in_ledger', 'missing_at_stripe', 'amount_differs', 'balance_differs'] as const;

export class ReconciliationRunResponse {
  @IdField({ example: ID }) id!: string;
  @ChoiceField(RUN_STATES, {
    example: 'finished',
    description: 'Failed: some account could not be read; the others were compared.',
  })
  state!: (typeof RUN_STATES)[number];
  @IntegerField({ example: 4 }) accountsTotal!: number;
  @IntegerField({ example: 4 }) accountsDone!: number;
  @IntegerField({ example: 1_200 }) transactionsCompared!: number;
  @IntegerField({ example: 0, description: 'Open differences of the accounts compared, old and new.' })
  differencesFound!: number;
  @TextField({ example: 'acct_1: ...', nullable: true, max: 10_000 }) failureReason!: string | null;
  @IdField({ example: ID, nullable: true, description: 'Null: the nightly run.' }) requestedByUserId!: string | null;
  @InstantField({ example: '2026-11-22T02:00:00Z' }) createdAt!: Date;
  @InstantField({ example: '2026-11-22T02:00:40Z', nullable: true }) finishedAt!: Date | null;

  static from(run: ReconciliationRunEntity): ReconciliationRunResponse {
    return Object.assign(new ReconciliationRunResponse(), run);
  }
}

export class DifferenceResponse {
  @IdField({ example: ID }) id!: string;
  @IdField({ example: ID, description: 'The run that saw it first.' }) runId!: string;
  @TextField({ example: 'platform' }) stripeAccount!: string;
  @TextField({ example: 'txn_1', nullable: true, description: 'Null when whole balances differ.' })
  balanceTransactionId!: string | null;
  @ChoiceField(DIFFERENCE_KINDS, { example: 'amount_differs' }) kind!: (typeof DIFFERENCE_KINDS)[number];
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ example: 500, min: Number.MIN_SAFE_INTEGER, description: 'In minor units, what Stripe says.' })
  stripeMinor!: bigint;
  @IntegerField({ example: 501, min: Number.MIN_SAFE_INTEGER, description: 'In minor units, what the books say.' })
  ledgerMinor!: bigint;
  @InstantField({ example: '2026-11-22T09:00:00Z', nullable: true }) resolvedAt!: Date | null;
  @TextField({ example: 'A test charge.', nullable: true, max: 2_000 }) resolution!: string | null;
  @IdField({ example: ID, nullable: true, description: 'Null when a later run found it gone.' })
  resolvedByUserId!: string | null;
  @InstantField({ example: '2026-11-22T02:00:00Z' }) createdAt!: Date;

  static from(difference: ReconciliationDifferenceEntity): DifferenceResponse {
    return Object.assign(new DifferenceResponse(), difference);
  }
}
