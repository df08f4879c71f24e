import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { listParamsOf, noParams, p, paramsOf, type Infer, type Param } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import {
  CONFIGURABLE,
  isOnByDefault,
  methodState,
  paymentMethodConfigurations,
  type ConfigurableMethod,
  type MethodState,
} from './payment-method-configuration.resource.js';

type Configuration = Stripe.PaymentMethodConfiguration;

const method = p.hash({ display_preference: p.hash({ preference: p.enum(['none', 'off', 'on']) }) });
type Wish = { readonly display_preference?: { readonly preference?: 'none' | 'off' | 'on' } } | undefined;
const methods = Object.fromEntries(CONFIGURABLE.map((name) => [name, method])) as Record<
  ConfigurableMethod,
  Param<Wish, false>
>;

const createParams = paramsOf<Stripe.PaymentMethodConfigurationCreateParams>()({
  ...methods,
  name: p.string({ max: 100 }),
  parent: p.id(),
});
const updateParams = paramsOf<Stripe.PaymentMethodConfigurationUpdateParams>()({
  ...methods,
  active: p.boolean(),
  name: p.string({ max: 100 }),
});
const listParams = listParamsOf<Stripe.PaymentMethodConfigurationListParams>()({
  active: p.boolean(),
  application: p.id().emptyable(),
});

/** Methods as a configuration shows them: what was wished over what was there or is inherited. */
function statesOf(
  params: Partial<Record<ConfigurableMethod, Wish>>,
  before: Readonly<Record<string, unknown>> | null,
  inherited: Readonly<Record<string, unknown>> | null,
): Readonly<Record<string, MethodState>> {
  const entries = CONFIGURABLE.slice(0, -2).map((name) => {
    const known = (before?.[name] as MethodState | undefined)?.display_preference.preference as
      'none' | 'off' | 'on' | undefined;
    const parent = inherited?.[name] as MethodState | undefined;
    const isInheritedOn = parent === undefined ? isOnByDefault(name) : parent.display_preference.value === 'on';
    const first = parent === undefined ? (isOnByDefault(name) ? 'on' : 'off') : 'none';
    const preference = params[name]?.display_preference?.preference ?? known ?? first;
    return [name, methodState(name, preference, isInheritedOn)] as const;
  });
  return Object.fromEntries(entries);
}

function create(ctx: Context, params: Infer<typeof createParams>, isDefault = false): Configuration {
  const parent =
    params.parent === undefined
      ? null
      : ctx.as(ctx.platform.id).require(paymentMethodConfigurations, params.parent, 'parent');
  return ctx.insert(paymentMethodConfigurations, {
    id: ctx.id(paymentMethodConfigurations.idPrefix),
    object: 'payment_method_configuration',
    active: true,
    application: null,
    is_default: isDefault,
    livemode: false,
    name: params.name ?? (isDefault ? 'Default' : 'Payment method configuration'),
    parent: parent?.id ?? null,
    ...statesOf(params, null, parent as Readonly<Record<string, unknown>> | null),
  });
}

function update(ctx: Context, id: string, params: Infer<typeof updateParams>): Configuration {
  const before = ctx.require(paymentMethodConfigurations, id);
  const parent = before.parent === null ? null : ctx.locate(paymentMethodConfigurations, before.parent)?.object;
  return ctx.update(paymentMethodConfigurations, id, {
    ...(params.active === undefined ? {} : { active: params.active }),
    ...(params.name === undefined ? {} : { name: params.name }),
    ...statesOf(
      params,
      before as unknown as Readonly<Record<string, unknown>>,
      (parent ?? null) as Readonly<Record<string, unknown>> | null,
    ),
  });
}

const permission = 'payment_method_configuration';

export const paymentMethodConfigurationsFamily = defineFamily({
  name: 'payment_method_configurations',
  resources: [paymentMethodConfigurations],
  routes: [
    route({
      method: 'POST',
      path: '/v1/payment_method_configurations',
      permission,
      params: createParams,
      handle: (ctx) => create(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/payment_method_configurations',
      permission,
      params: listParams,
      handle: (ctx) =>
        ctx.list(paymentMethodConfigurations, ctx.params.application === null ? { application: null } : {}),
    }),
    route({
      method: 'GET',
      path: '/v1/payment_method_configurations/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(paymentMethodConfigurations, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/payment_method_configurations/:id',
      permission,
      params: updateParams,
      handle: (ctx) => update(ctx, ctx.pathId(), ctx.params),
    }),
  ],
  setup: (ctx) => {
    create(ctx, {}, true);
  },
});
