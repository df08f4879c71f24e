import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';
import { lineItemList } from '../checkout/line-item.resource.js';

export type Quote = Stripe.Quote;

export interface QuoteHidden {
  /** Discounts as they were asked for: they are redeemed when the quote is accepted. */
  readonly discounts: readonly { coupon?: string; discount?: string; promotion_code?: string }[];
  /** How often it was revised. */
  readonly revision: number;
  readonly expiry: string | null;
}

export const quotes: Resource<Quote, QuoteHidden> = defineResource<Quote, QuoteHidden>({
  object: 'quote',
  idPrefix: 'qt',
  pathParam: 'quote',
  filters: {
    customer: ({ customer }) => (customer as string | null) ?? undefined,
    customer_account: ({ customer_account: account }) => account ?? undefined,
    status: ({ status }) => status,
    test_clock: ({ test_clock: clock }) => (clock as string | null) ?? undefined,
  },
  expandable: {
    'automatic_tax.liability.account': 'account',
    'invoice_settings.issuer.account': 'account',
    application: 'application',
    'computed.upfront.line_items': (quote, view) =>
      lineItemList(view, quote.id, `/v1/quotes/${quote.id}/computed_upfront_line_items`),
    customer: 'customer',
    default_tax_rates: 'tax_rate',
    discounts: 'discount',
    'from_quote.quote': 'quote',
    invoice: 'invoice',
    line_items: (quote, view) => lineItemList(view, quote.id, `/v1/quotes/${quote.id}/line_items`),
    on_behalf_of: 'account',
    subscription: 'subscription',
    subscription_schedule: 'subscription_schedule',
    test_clock: 'test_helpers.test_clock',
    'transfer_data.destination': 'account',
  },
});
