import type { ChargeMode, MarketplaceOrderEntity, OrderState } from '@guildhall/database';
import {
  AmountField,
  ChoiceField,
  CurrencyField,
  IdField,
  InstantField,
  PageRequest,
  TextField,
} from '@guildhall/http';
import { ORDER_STATES } from '../orders/order.response.js';

const UUID = '0199c2f4-6d2e-7000-8000-000000000005';

export class OrderFilterRequest extends PageRequest {
  @ChoiceField(ORDER_STATES, { example: 'paid', optional: true })
  state?: OrderState;
  @IdField({ example: UUID, optional: true, description: 'Orders in which this seller sold something.' })
  sellerId?: string;
  @IdField({ example: UUID, optional: true, description: 'Orders of this buyer.' })
  userId?: string;
}

export class OrderSummaryResponse {
  @IdField({ example: UUID })
  id!: string;
  @ChoiceField(ORDER_STATES, { example: 'paid' })
  state!: OrderState;
  @ChoiceField(['destination', 'separate'], { example: 'destination' })
  chargeMode!: ChargeMode;
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 10_000 })
  amountMinor!: bigint;
  @AmountField({ example: 1_000, min: 0 })
  shippingMinor!: bigint;
  @IdField({ example: UUID, nullable: true, description: 'Null for a guest.' })
  userId!: string | null;
  @TextField({ nullable: true, example: 'ada@example.com' })
  guestEmail!: string | null;
  @TextField({ example: 'order_0199c2f4-6d2e-7000-8000-000000000005' })
  transferGroup!: string;
  @InstantField({ example: '2026-03-01T12:30:00Z' })
  expiresAt!: Date;
  @InstantField({ nullable: true, example: '2026-03-01T12:01:00Z' })
  paidAt!: Date | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' })
  createdAt!: Date;

  static from(order: MarketplaceOrderEntity): OrderSummaryResponse {
    return Object.assign(new OrderSummaryResponse(), order);
  }
}
