import type { Money } from '@guildhall/money';
import { AmountField, CurrencyField, FlagField, IdField, InstantField, NestedField, TextField } from '@guildhall/http';
import type { Commission } from './commission.js';
import { CommissionRuleResponse, CreateCommissionRuleRequest } from './commission-rule.messages.js';

export class SimulateCommissionRequest {
  @AmountField({ example: 10_000, description: 'Of the order line: its goods and its share of the shipping.' })
  lineMinor!: number;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IdField({ optional: true, example: '0199c2f4-6d2e-7000-8000-000000000004', description: 'Who sells.' })
  sellerId?: string;
  @TextField({ optional: true, max: 100, example: 'kitchen', description: 'Of the product.' }) category?: string;
  @IdField({ optional: true, example: '0199c2f4-6d2e-7000-8000-000000000005', description: 'What is sold.' })
  productId?: string;
  @InstantField({ optional: true, example: '2026-03-01T00:00:00Z', description: 'Now when left out.' }) at?: Date;
  @NestedField(() => CreateCommissionRuleRequest, {
    optional: true,
    description: 'A rule that is not written yet, taken as the newest version of its kind.',
  })
  draft?: CreateCommissionRuleRequest;
}

/** What would be taken of the line, and by which rule. */
export class CommissionSimulationResponse {
  @NestedField(() => CommissionRuleResponse, { nullable: true, description: 'Null: no rule fits, nothing is taken.' })
  rule!: CommissionRuleResponse | null;
  @FlagField({ example: true, description: 'The rule is the draft.' }) isDraft!: boolean;
  @AmountField({ example: 1_000, min: 0 }) commissionMinor!: bigint;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @TextField({ nullable: true, example: '10% of 100.00 USD = 10.00 USD (platform rule, version 2)' })
  explanation!: string | null;

  static of(line: Money, commission: Commission | null, isDraft: boolean): CommissionSimulationResponse {
    return Object.assign(new CommissionSimulationResponse(), {
      rule: commission === null ? null : Object.assign(new CommissionRuleResponse(), commission.rule),
      isDraft,
      commissionMinor: commission?.amount.amountMinor ?? 0n,
      currency: line.currency,
      explanation: commission?.explanation ?? null,
    });
  }
}
