import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';

type CurrencyOptions = NonNullable<Stripe.ShippingRate.FixedAmount['currency_options']>;

export interface ShippingRateHidden {
  /** Shown only when asked for: `expand[]=fixed_amount.currency_options`. */
  readonly currencyOptions: CurrencyOptions;
}

export const shippingRates: Resource<Stripe.ShippingRate, ShippingRateHidden> = defineResource<
  Stripe.ShippingRate,
  ShippingRateHidden
>({
  object: 'shipping_rate',
  idPrefix: 'shr',
  label: 'shipping rate',
  pathParam: 'shipping_rate_token',
  filters: {
    active: (rate) => rate.active,
    currency: (rate) => rate.fixed_amount?.currency,
  },
  expandable: {
    tax_code: 'tax_code',
    'fixed_amount.currency_options': (rate, view) => {
      const own = { amount: rate.fixed_amount?.amount ?? 0, tax_behavior: rate.tax_behavior ?? 'unspecified' };
      const others = view.store.row(shippingRates, view.account, rate.id)?.hidden.currencyOptions ?? {};
      return { [rate.fixed_amount?.currency ?? '']: own, ...others };
    },
  },
});
