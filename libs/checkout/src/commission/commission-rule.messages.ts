import type { CommissionRuleEntity } from '@guildhall/database';
import { AmountField, ChoiceField, IdField, InstantField, IntegerField, TextField } from '@guildhall/http';

const SCOPES = ['platform', 'seller', 'category', 'product'] as const;

export class CreateCommissionRuleRequest {
  @ChoiceField(SCOPES, { example: 'seller' })
  scope!: CommissionRuleEntity['scope'];
  @TextField({
    optional: true,
    nullable: true,
    example: '0199c2f4-6d2e-7000-8000-000000000004',
    description: 'Seller id, category name or product id; left out for the platform.',
  })
  scopeReference?: string | null;
  @IntegerField({ example: 1_000, min: 0, max: 10_000, description: '1/100 of a percent: 1000 is 10%.' })
  percentBasisPoints!: number;
  @AmountField({ example: 30, min: 0, default: 0, description: 'Added per order line, in its currency.' })
  fixedMinor!: number;
  @AmountField({ example: 50, min: 0, optional: true, nullable: true, description: 'At least this per line.' })
  minimumMinor?: number | null;
  @AmountField({ example: 5_000, min: 0, optional: true, nullable: true, description: 'At most this per line.' })
  maximumMinor?: number | null;
  @InstantField({ example: '2026-03-01T00:00:00Z', optional: true, description: 'Now when left out.' })
  validFrom?: Date;
  @InstantField({ example: '2027-03-01T00:00:00Z', optional: true, description: 'Open-ended when left out.' })
  validTo?: Date;
}

export class EndCommissionRuleRequest {
  @InstantField({ example: '2027-03-01T00:00:00Z', optional: true, description: 'Now when left out; not in the past.' })
  at?: Date;
}

export class CommissionRuleResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000006' })
  id!: string;
  @IntegerField({ example: 2, min: 1 })
  version!: number;
  @ChoiceField(SCOPES, { example: 'seller' })
  scope!: CommissionRuleEntity['scope'];
  @TextField({ nullable: true, example: '0199c2f4-6d2e-7000-8000-000000000004' })
  scopeReference!: string | null;
  @IntegerField({ example: 1_000, min: 0, max: 10_000, description: '1/100 of a percent: 1000 is 10%.' })
  percentBasisPoints!: number;
  @AmountField({ example: 30, min: 0 })
  fixedMinor!: bigint;
  @AmountField({ example: 50, min: 0, nullable: true })
  minimumMinor!: bigint | null;
  @AmountField({ example: 5_000, min: 0, nullable: true })
  maximumMinor!: bigint | null;
  @InstantField({ example: '2026-03-01T00:00:00Z' })
  validFrom!: Date;
  @InstantField({ example: '2027-03-01T00:00:00Z', nullable: true })
  validTo!: Date | null;

  static from(rule: CommissionRuleEntity): CommissionRuleResponse {
    return Object.assign(new CommissionRuleResponse(), rule);
  }
}
