import type { OrderLineEntity, OrderState } from '@guildhall/database';
import {
  AmountField,
  ChoiceField,
  CurrencyField,
  EmailField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  NestedField,
  TextField,
} from '@guildhall/http';
import { ShippingAddress } from '../fulfilment/shipping-address.js';
import { PaymentResponse, PaymentStateResponse } from '../payments/payment.response.js';
import type { OrderView } from './order.queries.js';
import { ORDER_TRANSITIONS } from './order.states.js';
import type { PlacedOrder } from './place-order.use-case.js';

export const ORDER_STATES = Object.keys(ORDER_TRANSITIONS) as OrderState[];

export class OrderLineResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000003' })
  id!: string;
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000001' })
  productId!: string;
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000004' })
  sellerId!: string;
  @TextField({ example: 'Blue mug' })
  title!: string;
  @IntegerField({ example: 2, min: 1 })
  quantity!: number;
  @AmountField({ example: 1_050 })
  unitPriceMinor!: bigint;
  @AmountField({ example: 2_100, description: 'unitPriceMinor x quantity.' })
  goodsMinor!: bigint;
  @AmountField({ example: 334, min: 0, description: 'This line’s share of the shipping.' })
  shippingMinor!: bigint;

  static from(line: OrderLineEntity): OrderLineResponse {
    return Object.assign(new OrderLineResponse(), line);
  }
}

/** One seller's part of an order, and whether it is on its way. */
export class OrderSellerResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000004' })
  sellerId!: string;
  @TextField({ example: 'Ada’s Mugs' })
  sellerName!: string;
  @AmountField({ example: 10_000, description: 'Goods and shipping of this seller.' })
  amountMinor!: bigint;
  @InstantField({ nullable: true, example: '2026-03-02T09:00:00Z' })
  shippedAt!: Date | null;
  @TextField({ nullable: true, example: 'UPS' })
  carrier!: string | null;
  @TextField({ nullable: true, example: '1Z999AA10123456784' })
  trackingNumber!: string | null;
}

/** An order as its buyer sees it. */
export class OrderResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000005' })
  id!: string;
  @ChoiceField(ORDER_STATES, { example: 'awaiting_payment' })
  state!: OrderState;
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 10_000, description: 'What the buyer pays: goods and shipping.' })
  amountMinor!: bigint;
  @AmountField({ example: 1_000, min: 0 })
  shippingMinor!: bigint;
  @EmailField({ example: 'ada@example.com', nullable: true })
  guestEmail!: string | null;
  @InstantField({ example: '2026-03-01T12:30:00Z', description: 'Until when an unpaid order keeps its goods.' })
  expiresAt!: Date;
  @InstantField({ example: '2026-03-01T12:01:00Z', nullable: true })
  paidAt!: Date | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' })
  createdAt!: Date;
  @ListField(() => OrderLineResponse, { max: 2_000 })
  lines!: OrderLineResponse[];
  @ListField(() => OrderSellerResponse, { max: 2_000 })
  sellers!: OrderSellerResponse[];
  @NestedField(() => ShippingAddress, { nullable: true })
  shippingAddress!: ShippingAddress | null;
  @NestedField(() => PaymentStateResponse)
  payment!: PaymentStateResponse;

  static from({ order, lines, shares, payment, sellerNames }: OrderView): OrderResponse {
    return Object.assign(new OrderResponse(), order, {
      lines: lines.map((line) => OrderLineResponse.from(line)),
      sellers: shares.map((share) => ({ ...share, sellerName: sellerNames.get(share.sellerId) ?? '' })),
      payment: PaymentStateResponse.of(payment.status, payment.lastErrorCode, payment.lastErrorMessage),
    });
  }
}

export class PlacedOrderResponse {
  @NestedField(() => OrderResponse)
  order!: OrderResponse;
  @NestedField(() => PaymentResponse)
  payment!: PaymentResponse;
  @TextField({
    nullable: true,
    example: 'ot_3q2-7w',
    description:
      'For a guest: send it as `X-Order-Token` to see, pay or cancel this order. Shown to nobody else. Null when it was asked for as a cookie.',
  })
  orderToken!: string | null;

  static from({ view, payment }: PlacedOrder, orderToken: string | null): PlacedOrderResponse {
    const order = OrderResponse.from(view);
    // Newer than the row that was written before Stripe answered.
    order.payment = PaymentStateResponse.of(
      payment.status,
      payment.lastError?.code ?? null,
      payment.lastError?.message ?? null,
    );
    return Object.assign(new PlacedOrderResponse(), { order, payment: PaymentResponse.from(payment), orderToken });
  }
}
