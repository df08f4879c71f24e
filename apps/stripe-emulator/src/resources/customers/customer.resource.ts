import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

/** Billing parts of a customer (sources, subscriptions, tax ids) join with their families, as expansions. */
export const customers = defineResource<Stripe.Customer>({
  object: 'customer',
  idPrefix: 'cus',
  filters: {
    email: (customer) => customer.email ?? undefined,
    test_clock: (customer) => (customer.test_clock as string | null | undefined) ?? undefined,
  },
  expandable: {
    default_source: ['card', 'bank_account', 'source'],
    'invoice_settings.default_payment_method': 'payment_method',
    test_clock: 'test_helpers.test_clock',
  },
});
