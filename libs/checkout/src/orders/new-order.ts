import {
  MarketplaceOrderEntity,
  newId,
  OrderLineEntity,
  PaymentEntity,
  type PostalAddress,
  SellerShareEntity,
} from '@guildhall/database';
import type { PricedLine, PricedOrder, PricedShare } from '../pricing/price-order.js';
import { type OrderOwner, sha256 } from './order-access.js';
import type { NewOrder } from './order.repository.js';

export interface NewOrderContext {
  readonly owner: OrderOwner;
  readonly requestKey: string;
  /** Null when the owner is signed in. */
  readonly guestToken: string | null;
  readonly at: Date;
  readonly expiresAfterSeconds: number;
  readonly shippingAddress: PostalAddress | null;
}

/** Every column, none forgotten. */
type Row<Entity> = { [Column in keyof Entity]: Entity[Column] };

/** The rows of a new order, from its price. One seller: destination charge; several: separate charges and transfers. */
export function newOrder(priced: PricedOrder, context: NewOrderContext): NewOrder {
  const { owner, requestKey, guestToken, at } = context;
  const id = newId();
  const order = Object.assign(new MarketplaceOrderEntity(), {
    id,
    userId: 'userId' in owner ? owner.userId : null,
    guestEmail: 'userId' in owner ? null : owner.guestEmail,
    guestTokenHash: guestToken === null ? null : sha256(guestToken),
    requestKey,
    state: 'awaiting_payment',
    chargeMode: priced.shares.length === 1 ? 'destination' : 'separate',
    currency: priced.currency,
    amountMinor: priced.total.amountMinor,
    shippingMinor: priced.shipping.amountMinor,
    shippingAddress: context.shippingAddress,
    transferGroup: `order_${id}`,
    expiresAt: new Date(at.getTime() + context.expiresAfterSeconds * 1000),
    stockReturnedAt: null,
    paidAt: null,
    createdAt: at,
    updatedAt: at,
  } satisfies Row<MarketplaceOrderEntity>);
  const lines = priced.lines.map((line, position) => lineOf(id, line, position));
  const shares = priced.shares.map((share, position) => shareOf(id, share, position));
  return { order, lines, shares, payment: paymentOf(order, priced) };
}

function lineOf(orderId: string, line: PricedLine, position: number): OrderLineEntity {
  const { rule, amount, explanation } = line.commission;
  return Object.assign(new OrderLineEntity(), {
    id: newId(),
    orderId,
    position,
    productId: line.productId,
    sellerId: line.sellerId,
    title: line.title,
    quantity: line.quantity,
    unitPriceMinor: line.unitPrice.amountMinor,
    goodsMinor: line.goods.amountMinor,
    shippingMinor: line.shipping.amountMinor,
    commissionMinor: amount.amountMinor,
    commissionTaxMinor: 0n,
    commissionRuleId: rule.id,
    commissionRuleVersion: rule.version,
    commissionExplanation: explanation,
  } satisfies Row<OrderLineEntity>);
}

function shareOf(orderId: string, share: PricedShare, position: number): SellerShareEntity {
  return Object.assign(new SellerShareEntity(), {
    orderId,
    sellerId: share.sellerId,
    position,
    stripeAccountId: share.stripeAccountId,
    amountMinor: share.amount.amountMinor,
    commissionMinor: share.commission.amountMinor,
    transferMinor: share.transfer.amountMinor,
    shippedAt: null,
    carrier: null,
    trackingNumber: null,
  } satisfies Row<SellerShareEntity>);
}

function paymentOf(order: MarketplaceOrderEntity, priced: PricedOrder): PaymentEntity {
  return Object.assign(new PaymentEntity(), {
    id: newId(),
    orderId: order.id,
    stripePaymentIntentId: null,
    stripeChargeId: null,
    status: 'creating',
    currency: order.currency,
    amountMinor: order.amountMinor,
    applicationFeeMinor: order.chargeMode === 'destination' ? priced.commission.amountMinor : 0n,
    capturedMinor: 0n,
    refundedMinor: 0n,
    lastErrorCode: null,
    lastErrorMessage: null,
    createdAt: order.createdAt,
    updatedAt: order.createdAt,
  } satisfies Row<PaymentEntity>);
}
