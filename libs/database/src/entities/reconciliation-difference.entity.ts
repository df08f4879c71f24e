import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

/** A balance transaction on which Stripe and the ledger disagree. Open until it is resolved. */
@Entity('reconciliation_difference')
export class ReconciliationDifferenceEntity {
  @Id() id!: string;
  /** The run that saw it first. */
  @Reference() runId!: string;
  /** `platform` or an account id. */
  @Text() stripeAccount!: string;
  /** Null when whole balances differ though no transaction does. */
  @Text({ nullable: true }) balanceTransactionId!: string | null;
  @Text() kind!: 'missing_in_ledger' | 'missing_at_stripe' | 'amount_differs' | 'balance_differs';
  @Text() currency!: string;
  @MinorUnits() stripeMinor!: bigint;
  @MinorUnits() ledgerMinor!: bigint;
  @Instant({ nullable: true }) resolvedAt!: Date | null;
  @Text({ nullable: true }) resolution!: string | null;
  /** Null when a later run found the difference gone. */
  @Reference({ nullable: true }) resolvedByUserId!: string | null;
  @CreatedAt() createdAt!: Date;
}
