import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export const taxRates = defineResource<Stripe.TaxRate>({
  object: 'tax_rate',
  idPrefix: 'txr',
  label: 'tax rate',
  pathParam: 'tax_rate',
  filters: { active: (rate) => rate.active, inclusive: (rate) => rate.inclusive },
});
