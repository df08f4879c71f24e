import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export interface TaxRateHidden {
  /** Of a rate that was made by automatic tax: where, how much and how it applies. */
  readonly automatic: string | null;
}

export const taxRates = defineResource<Stripe.TaxRate, TaxRateHidden>({
  object: 'tax_rate',
  idPrefix: 'txr',
  label: 'tax rate',
  pathParam: 'tax_rate',
  filters: {
    active: (rate) => rate.active,
    automatic: (_rate, { automatic }) => automatic ?? undefined,
    inclusive: (rate) => rate.inclusive,
  },
});
