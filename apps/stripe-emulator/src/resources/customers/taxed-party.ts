import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { TaxedParty } from '../automatic-tax/automatic-tax.js';
import { taxIds } from '../tax-ids/tax-id.resource.js';

/** What automatic tax has to know of a customer; of nobody it knows nothing. */
export function partyOf(ctx: Context, customer: Stripe.Customer | undefined): TaxedParty {
  return {
    billing: customer?.address,
    shipping: customer?.shipping?.address,
    taxIds: customer === undefined ? [] : ctx.all(taxIds, { customer: customer.id }).map(({ type }) => type),
  };
}
