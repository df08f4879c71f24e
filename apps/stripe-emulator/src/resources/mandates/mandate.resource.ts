import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { noParams, type Parsed } from '../../core/params.js';
import { defineFamily, defineResource, route } from '../../core/resource.js';
import { html } from '../../pages/html.js';
import { messagePage, page as shownPage } from '../../pages/page.js';
import { day, pairs } from '../../pages/parts.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import type { mandateData } from '../payment-intents/payment-intent.params.js';

export const mandates = defineResource<Stripe.Mandate>({
  object: 'mandate',
  idPrefix: 'mandate',
  pathParam: 'mandate',
  filters: { payment_method: (mandate) => mandate.payment_method as string },
  expandable: { payment_method: 'payment_method' },
});

export type Acceptance = NonNullable<Parsed<{ data: typeof mandateData }>['data']>['customer_acceptance'];

/** Records the customer's permission to debit an account. Its status changes are announced by `mandate.updated`. */
export function createMandate(
  ctx: Context,
  method: Stripe.PaymentMethod,
  acceptance: Acceptance | null,
  singleUse: { amount: number; currency: string } | null,
): Stripe.Mandate {
  const id = ctx.id(mandates.idPrefix);
  const mandate = ctx.insert(mandates, {
    id,
    object: 'mandate',
    customer_acceptance: acceptanceOf(ctx, acceptance),
    livemode: false,
    payment_method: method.id,
    payment_method_details: detailsOf(ctx, method.type, id),
    status: 'active',
    type: singleUse === null ? 'multi_use' : 'single_use',
    ...(singleUse === null ? { multi_use: {} } : { single_use: singleUse }),
  });
  return mandate;
}

function acceptanceOf(ctx: Context, acceptance: Acceptance | null): Stripe.Mandate.CustomerAcceptance {
  const type = acceptance?.type ?? 'online';
  return {
    accepted_at: acceptance?.accepted_at ?? ctx.now,
    type,
    ...(type === 'online'
      ? {
          online: {
            ip_address: acceptance?.online?.ip_address ?? '127.0.0.1',
            user_agent: acceptance?.online?.user_agent ?? null,
          },
        }
      : { offline: {} }),
  };
}

function detailsOf(ctx: Context, type: string, id: string): Stripe.Mandate.PaymentMethodDetails {
  if (type === 'sepa_debit') {
    const reference = id.replace('mandate_', '').slice(0, 16).toUpperCase();
    return { type, sepa_debit: { reference, url: `${ctx.baseUrl}/sepa_mandate/${id}` } };
  }
  return { type, [type]: {} };
}

export const mandatesFamily = defineFamily({
  name: 'mandates',
  resources: [mandates],
  routes: [
    route({
      method: 'GET',
      path: '/v1/mandates/:id',
      permission: 'mandate',
      params: noParams,
      handle: (ctx: RequestContext) => ctx.require(mandates, ctx.pathId()),
    }),
  ],
  pages: [
    {
      method: 'GET',
      path: '/sepa_mandate/:id',
      handle: (page) => {
        const found = page.locate(mandates, page.path['id'] ?? '');
        if (found === undefined) return messagePage('Not found', 'There is no such mandate.', 404);
        const { customer_acceptance: acceptance, payment_method_details: details, status } = found.object;
        const method = found.ctx.find(paymentMethods, found.object.payment_method as string);
        const rows: [string, string][] = [
          ['Reference', details.sepa_debit?.reference ?? ''],
          ['Account ending in', method?.sepa_debit?.last4 ?? ''],
          ['Accepted', acceptance.accepted_at === null ? '' : day(acceptance.accepted_at)],
          ['Status', status],
        ];
        return shownPage({
          title: 'SEPA Direct Debit mandate',
          body: html`<div class="card">
            <h1>SEPA Direct Debit mandate</h1>
            ${pairs(rows)}
          </div>`,
        });
      },
    },
  ],
  events: ['mandate.updated'],
});
