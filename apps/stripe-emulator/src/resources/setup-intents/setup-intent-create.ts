import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { assertCustomer, assertUsable, methodOf, methodTypesOf } from '../payment-intents/intent-methods.js';
import { SETUP_DEFAULTS, SETUP_OPTIONS, withWholeGroups } from '../payment-methods/method-options.js';
import { applicationId } from '../transfers/transfer-money.js';
import { unexpectedSetupState } from './setup-intent-confirm.js';
import type { createSetupIntentParams, updateSetupIntentParams } from './setup-intent.params.js';
import { setupIntents } from './setup-intent.resource.js';

export type CreateSetupParams = Infer<typeof createSetupIntentParams>;
type UpdateParams = Infer<typeof updateSetupIntentParams>;
type MethodOptions = Stripe.SetupIntent.PaymentMethodOptions;

/** From this version on, Stripe chooses the methods unless told. */
const AUTOMATIC_METHODS_SINCE = '2023-08-16';

/** Creates an intent to save a payment method, not yet confirmed. */
export function createSetupIntent(ctx: Context, params: CreateSetupParams): Stripe.SetupIntent {
  if (params.confirmation_token !== undefined && params.confirm !== true)
    throw invalidRequest(
      'The parameter `confirmation_token` cannot be passed when creating a SetupIntent unless `confirm` is set to true.',
      { code: 'parameter_invalid', param: 'confirmation_token' },
    );
  assertCustomer(ctx, params.customer);
  const explicit = params.allowed_payment_method_types ?? params.payment_method_types;
  const automatic = automaticOf(ctx, params, explicit !== undefined);
  const types = methodTypesOf({
    currency: null,
    explicit: explicit ?? ['card'],
    excluded: params.excluded_payment_method_types,
    allowsRedirects: true,
  });
  const method = methodOf(ctx, params);
  if (method !== undefined)
    assertUsable(ctx, method, { customer: params.customer ?? null, types, kind: 'SetupIntent' });
  const intent = ctx.insert(setupIntents, newIntent(ctx, params, types, automatic, method), {
    challenge: null,
    attempt: null,
  });
  ctx.emit('setup_intent.created', intent);
  return intent;
}

function automaticOf(
  ctx: Context,
  { automatic_payment_methods: asked }: CreateSetupParams,
  isExplicit: boolean,
): Stripe.SetupIntent.AutomaticPaymentMethods | null {
  if (asked !== undefined) return { allow_redirects: asked.allow_redirects ?? 'always', enabled: asked.enabled };
  if (isExplicit || ctx.apiVersion < AUTOMATIC_METHODS_SINCE) return null;
  return { allow_redirects: 'always', enabled: true };
}

function newIntent(
  ctx: Context,
  params: CreateSetupParams,
  types: string[],
  automatic: Stripe.SetupIntent.AutomaticPaymentMethods | null,
  method: Stripe.PaymentMethod | undefined,
): Stripe.SetupIntent {
  const id = ctx.id(setupIntents.idPrefix);
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    application: ctx.isConnected ? applicationId(ctx) : null,
    ...(params.attach_to_self === undefined ? {} : { attach_to_self: params.attach_to_self }),
    automatic_payment_methods: automatic,
    cancellation_reason: null,
    client_secret: `${id}_secret_${ctx.secret(25)}`,
    created: ctx.now,
    customer: params.customer ?? null,
    customer_account: params.customer_account ?? null,
    description: params.description ?? null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    flow_directions: params.flow_directions ?? null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: optionsOf(types, params.payment_method_options),
    payment_method_types: types,
    single_use_mandate: null,
    status: method === undefined ? 'requires_payment_method' : 'requires_confirmation',
    usage: params.usage ?? 'off_session',
  };
}

export function optionsOf(
  types: readonly string[],
  change: CreateSetupParams['payment_method_options'],
  before?: MethodOptions | null,
): MethodOptions {
  const given = (change ?? {}) as Readonly<Record<string, object | undefined>>;
  const known = (before ?? {}) as Readonly<Record<string, object | undefined>>;
  return Object.fromEntries(
    types
      .filter((type) => SETUP_OPTIONS.includes(type))
      .map((type) => {
        const { three_d_secure: _proof, ...shown } = (given[type] ?? {}) as Record<string, unknown>;
        return [type, { ...(known[type] ?? SETUP_DEFAULTS[type] ?? {}), ...withWholeGroups(type, shown) }];
      }),
  );
}

const OPEN: readonly Stripe.SetupIntent.Status[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

export function updateSetupIntent(ctx: Context, id: string, params: UpdateParams): Stripe.SetupIntent {
  const before = ctx.require(setupIntents, id);
  const isOpen = OPEN.includes(before.status);
  const refused = Object.keys(params).find((name) => name !== 'metadata' && name !== 'description');
  if (!isOpen && refused !== undefined)
    throw unexpectedSetupState(
      before,
      `You cannot update this SetupIntent because it has already ${before.status === 'succeeded' ? 'succeeded' : 'been canceled'}.`,
    );
  assertCustomer(ctx, params.customer);
  const types = params.allowed_payment_method_types ?? params.payment_method_types ?? before.payment_method_types;
  const changed = ctx.update(setupIntents, id, {
    ...(params.attach_to_self === undefined ? {} : { attach_to_self: params.attach_to_self }),
    ...(params.customer === undefined ? {} : { customer: params.customer }),
    ...(params.description === undefined ? {} : { description: params.description }),
    ...(params.flow_directions === undefined ? {} : { flow_directions: params.flow_directions }),
    ...(params.allowed_payment_method_types === undefined
      ? {}
      : { allowed_payment_method_types: params.allowed_payment_method_types }),
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    payment_method_types: types,
    payment_method_options: optionsOf(types, params.payment_method_options, before.payment_method_options),
  });
  const method = methodOf(ctx, params);
  if (method === undefined) return changed;
  assertUsable(ctx, method, { customer: changed.customer as string | null, types, kind: 'SetupIntent' });
  return ctx.update(
    setupIntents,
    id,
    { payment_method: method.id, next_action: null, status: 'requires_confirmation' },
    { challenge: null, attempt: null },
  );
}
