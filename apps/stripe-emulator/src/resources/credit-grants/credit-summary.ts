import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { missingParam } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { customers } from '../customers/customer.resource.js';
import { requirePrice } from '../prices/price.resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { appliesTo, usableGrants } from './credit-application.js';
import type { summaryParams } from './credit-grant.params.js';
import { creditGrants, type Grant } from './credit-grant.resource.js';

type Params = Infer<typeof summaryParams>;

/** What a customer has left, by currency: of one grant, or of all that apply to some prices. */
export function creditSummary(anyTime: Context, params: Params): Stripe.Billing.CreditBalanceSummary {
  if (params.customer === undefined) throw missingParam('customer');
  const customer = anyTime.require(customers, params.customer, 'customer').id;
  const ctx = atCustomersTime(anyTime, customer);
  const totals = new Map<string, number>();
  for (const grant of selected(ctx, customer, params)) {
    const { currency } = grant.amount.monetary ?? { currency: 'usd' };
    totals.set(currency, (totals.get(currency) ?? 0) + ctx.hidden(creditGrants, grant.id).left);
  }
  return {
    object: 'billing.credit_balance_summary',
    balances: [...totals].map(([currency, value]) => ({
      available_balance: { monetary: { currency, value }, type: 'monetary' },
      ledger_balance: { monetary: { currency, value }, type: 'monetary' },
    })),
    customer,
    customer_account: null,
    livemode: false,
  };
}

function selected(ctx: Context, customer: string, { filter }: Params): Grant[] {
  if (filter.type === 'credit_grant') {
    if (filter.credit_grant === undefined) throw missingParam('filter[credit_grant]');
    return [ctx.require(creditGrants, filter.credit_grant, 'filter[credit_grant]')];
  }
  const scope = filter.applicability_scope;
  if (scope === undefined) throw missingParam('filter[applicability_scope]');
  const named = (scope.prices ?? []).map(({ id }) => requirePrice(ctx, id, 'filter[applicability_scope][prices]'));
  return usableGrants(ctx, customer).filter((grant) =>
    scope.prices === undefined
      ? grant.applicability_config.scope.price_type === 'metered'
      : named.every((price) => appliesTo(grant, price)),
  );
}
