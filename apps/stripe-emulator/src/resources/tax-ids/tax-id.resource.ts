import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export const taxIds = defineResource<Stripe.TaxId>({
  object: 'tax_id',
  idPrefix: 'txi',
  filters: {
    customer: (taxId) => (taxId.customer as string | null) ?? undefined,
    owner: (taxId) => taxId.owner?.type,
  },
  expandable: {
    'owner.application': 'application',
    customer: 'customer',
    'owner.account': 'account',
    'owner.customer': 'customer',
  },
});
