import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, defineResource, route } from '../../core/resource.js';

export const paymentMethodDomains = defineResource<Stripe.PaymentMethodDomain>({
  object: 'payment_method_domain',
  idPrefix: 'pmd',
  label: 'payment method domain',
  pathParam: 'payment_method_domain',
  filters: { domain_name: (domain) => domain.domain_name, enabled: (domain) => domain.enabled },
});

const createDomainParams = paramsOf<Stripe.PaymentMethodDomainCreateParams>()({
  domain_name: p.string({ max: 253 }).required(),
  enabled: p.boolean(),
});
const updateDomainParams = paramsOf<Stripe.PaymentMethodDomainUpdateParams>()({ enabled: p.boolean() });
const listDomainsParams = listParamsOf<Stripe.PaymentMethodDomainListParams>()({
  domain_name: p.string(),
  enabled: p.boolean(),
});

const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Wallets are offered on a domain that is enabled; there is nothing to look up offline. */
function statuses(
  enabled: boolean,
): Pick<Stripe.PaymentMethodDomain, 'amazon_pay' | 'apple_pay' | 'google_pay' | 'klarna' | 'link' | 'paypal'> {
  const status = { status: enabled ? 'active' : 'inactive' } as const;
  return { amazon_pay: status, apple_pay: status, google_pay: status, klarna: status, link: status, paypal: status };
}

function createDomain(ctx: Context, params: Infer<typeof createDomainParams>): Stripe.PaymentMethodDomain {
  const name = params.domain_name.toLowerCase();
  if (!DOMAIN.test(name))
    throw invalidRequest(`Invalid domain name: ${params.domain_name}. Pass a domain without protocol or path.`, {
      param: 'domain_name',
    });
  const [known] = ctx.all(paymentMethodDomains, { domain_name: name });
  if (known !== undefined) return known;
  const enabled = params.enabled ?? true;
  return ctx.insert(paymentMethodDomains, {
    id: ctx.id(paymentMethodDomains.idPrefix),
    object: 'payment_method_domain',
    created: ctx.now,
    domain_name: name,
    enabled,
    livemode: false,
    ...statuses(enabled),
  });
}

const permission = 'payment_method_domain';

export const paymentMethodDomainsFamily = defineFamily({
  name: 'payment_method_domains',
  resources: [paymentMethodDomains],
  routes: [
    route({
      method: 'POST',
      path: '/v1/payment_method_domains',
      permission,
      params: createDomainParams,
      handle: (ctx) => createDomain(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/payment_method_domains',
      permission,
      params: listDomainsParams,
      handle: (ctx) => ctx.list(paymentMethodDomains),
    }),
    route({
      method: 'GET',
      path: '/v1/payment_method_domains/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(paymentMethodDomains, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/payment_method_domains/:id',
      permission,
      params: updateDomainParams,
      handle: (ctx) => {
        const { enabled } = ctx.params;
        const before = ctx.require(paymentMethodDomains, ctx.pathId());
        if (enabled === undefined) return before;
        return ctx.update(paymentMethodDomains, before.id, { enabled, ...statuses(enabled) });
      },
    }),
    route({
      method: 'POST',
      path: '/v1/payment_method_domains/:id/validate',
      permission,
      params: noParams,
      handle: (ctx) => {
        const { id, enabled } = ctx.require(paymentMethodDomains, ctx.pathId());
        return ctx.update(paymentMethodDomains, id, statuses(enabled));
      },
    }),
  ],
});
