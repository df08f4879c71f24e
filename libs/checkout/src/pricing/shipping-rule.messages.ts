import type { ShippingRuleEntity } from '@guildhall/database';
import { AmountField, CurrencyField, IdField, InstantField } from '@guildhall/http';

export class CreateShippingRuleRequest {
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 1_000, min: 0, description: 'Once per order, split evenly over its sellers. 0 is free.' })
  flatMinor!: number;
  @InstantField({ example: '2026-03-01T00:00:00Z', optional: true, description: 'Now when left out.' })
  validFrom?: Date;
}

export class ShippingRuleResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000007' })
  id!: string;
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 1_000, min: 0 })
  flatMinor!: bigint;
  @InstantField({ example: '2026-03-01T00:00:00Z' })
  validFrom!: Date;

  static from(rule: ShippingRuleEntity): ShippingRuleResponse {
    return Object.assign(new ShippingRuleResponse(), rule);
  }
}
