import type { OrderState } from '@guildhall/database';
import {
  AmountField,
  ChoiceField,
  CurrencyField,
  IdField,
  InstantField,
  ListField,
  NestedField,
  PageRequest,
  TextField,
} from '@guildhall/http';
import { OrderLineResponse, ORDER_STATES } from '../orders/order.response.js';
import { type Fulfilment, FULFILMENTS, type SellerOrderView } from './seller-order.queries.js';
import { ShippingAddress } from './shipping-address.js';

export class ListSellerOrdersRequest extends PageRequest {
  @ChoiceField(FULFILMENTS, { optional: true, example: 'to_ship' }) fulfilment?: Fulfilment;
}

export class ShipOrderRequest {
  @TextField({ max: 100, optional: true, example: 'UPS' }) carrier?: string;
  @TextField({ max: 100, optional: true, example: '1Z999AA10123456784' }) trackingNumber?: string;
}

/** A seller's part of an order. */
export class SellerOrderResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000005' }) id!: string;
  @ChoiceField(ORDER_STATES, { example: 'paid' }) state!: OrderState;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @AmountField({ example: 6_000, description: 'Your goods and your share of the shipping.' }) amountMinor!: bigint;
  @AmountField({ min: 0, example: 600, description: 'What the marketplace keeps.' }) commissionMinor!: bigint;
  @AmountField({ min: 0, example: 5_400, description: 'What you get: amount - commission.' }) transferMinor!: bigint;
  @ListField(() => OrderLineResponse, { max: 2_000 }) lines!: OrderLineResponse[];
  @NestedField(() => ShippingAddress, { nullable: true, description: 'Null: the buyer gave none.' })
  shippingAddress!: ShippingAddress | null;
  @InstantField({ nullable: true, example: '2026-03-02T09:00:00Z' }) shippedAt!: Date | null;
  @TextField({ nullable: true, example: 'UPS' }) carrier!: string | null;
  @TextField({ nullable: true, example: '1Z999AA10123456784' }) trackingNumber!: string | null;
  @InstantField({ nullable: true, example: '2026-03-01T12:01:00Z' }) paidAt!: Date | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) createdAt!: Date;

  static from({ order, share, lines }: SellerOrderView): SellerOrderResponse {
    const { id, state, currency, shippingAddress, paidAt, createdAt } = order;
    const { amountMinor, commissionMinor, transferMinor, shippedAt, carrier, trackingNumber } = share;
    return Object.assign(new SellerOrderResponse(), {
      ...{ id, state, currency, shippingAddress, paidAt, createdAt },
      ...{ amountMinor, commissionMinor, transferMinor, shippedAt, carrier, trackingNumber },
      lines: lines.map((line) => OrderLineResponse.from(line)),
    });
  }
}
