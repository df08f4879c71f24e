import type { MarketplaceOrderEntity } from '@guildhall/database';
import type Stripe from 'stripe';
import type { PricedOrder } from '../pricing/price-order.js';

/** A card that the buyer has saved before. */
export interface SavedMethod {
  readonly customerId: string;
  readonly paymentMethodId: string;
}

/**
 * What the PaymentIntent of an order says. One seller: a destination charge, the commission is its application fee.
 * Several: a charge on the platform; the transfers follow with `source_transaction`. Ids only, no personal data.
 */
export function paymentIntentParams(
  order: Pick<MarketplaceOrderEntity, 'id' | 'chargeMode' | 'transferGroup'>,
  priced: PricedOrder,
  saved: SavedMethod | null,
): Stripe.PaymentIntentCreateParams {
  return {
    amount: priced.total.toMinorNumber(),
    currency: priced.currency,
    // A saved card is tried without the buyer, so nothing may send them to another page then.
    automatic_payment_methods: saved === null ? { enabled: true } : { enabled: true, allow_redirects: 'never' },
    description: `Order ${order.id}`,
    metadata: { order_id: order.id },
    transfer_group: order.transferGroup,
    ...(order.chargeMode === 'destination' ? destination(priced) : {}),
    ...(saved === null ? {} : { customer: saved.customerId, payment_method: saved.paymentMethodId }),
  };
}

function destination({ shares, commission }: PricedOrder): Partial<Stripe.PaymentIntentCreateParams> {
  const [share, ...others] = shares;
  if (share === undefined || others.length > 0) throw new RangeError('a destination charge has exactly one seller');
  return {
    transfer_data: { destination: share.stripeAccountId },
    ...(commission.isZero() ? {} : { application_fee_amount: commission.toMinorNumber() }),
  };
}
