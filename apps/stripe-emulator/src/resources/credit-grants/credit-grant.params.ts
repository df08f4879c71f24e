import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';

const prices = p.array(p.hash({ id: p.id().required() }), { max: 20 });
const scope = p.hash({ price_type: p.enum(['metered']), prices });

export const createGrantParams = paramsOf<Stripe.Billing.CreditGrantCreateParams>()({
  amount: p
    .hash({
      monetary: p.hash({ currency: p.currency().required(), value: p.integer({ min: 1 }).required() }),
      type: p.enum(['monetary']).required(),
    })
    .required(),
  applicability_config: p.hash({ scope: scope.required() }).required(),
  category: p.enum(['paid', 'promotional']),
  customer: p.id(),
  customer_account: p.id(),
  effective_at: p.timestamp(),
  expires_at: p.timestamp(),
  metadata: p.metadata(),
  name: p.string({ max: 100 }),
  priority: p.integer({ min: 0, max: 100 }),
});

export const updateGrantParams = paramsOf<Stripe.Billing.CreditGrantUpdateParams>()({
  expires_at: p.timestamp().emptyable(),
  metadata: p.metadata(),
});

export const listGrantsParams = listParamsOf<Stripe.Billing.CreditGrantListParams>()({
  customer: p.id(),
  customer_account: p.id(),
});

export const listTransactionsParams = listParamsOf<Stripe.Billing.CreditBalanceTransactionListParams>()({
  credit_grant: p.id(),
  customer: p.id(),
  customer_account: p.id(),
});

export const summaryParams = paramsOf<Stripe.Billing.CreditBalanceSummaryRetrieveParams>()({
  customer: p.id(),
  customer_account: p.id(),
  filter: p
    .hash({
      applicability_scope: scope,
      credit_grant: p.id(),
      type: p.enum(['applicability_scope', 'credit_grant']).required(),
    })
    .required(),
});
