import type Stripe from 'stripe';
import type { RequestContext } from '../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../core/errors.js';
import { p, paramsOf, type Infer } from '../core/params.js';
import { route } from '../core/resource.js';
import { accounts } from '../resources/accounts/account.resource.js';
import { methodTypesOf } from '../resources/payment-intents/intent-methods.js';
import { METHOD_KINDS } from '../resources/payment-methods/method-kinds.js';
import { paymentIntents } from '../resources/payment-intents/payment-intent.resource.js';
import { setupIntents } from '../resources/setup-intents/setup-intent.resource.js';
import { savedMethodsOf } from './saved-methods.js';

const usage = p.enum(['off_session', 'on_session']);
const sessionParams = paramsOf<unknown>()({
  client_secret: p.string(),
  customer_session_client_secret: p.string(),
  deferred_intent: p.hash({
    amount: p.amount({ min: 0 }),
    capture_method: p.enum(['automatic', 'automatic_async', 'manual']),
    currency: p.currency(),
    excluded_payment_method_types: p.array(p.string()),
    mode: p.enum(['payment', 'setup', 'subscription']).required(),
    on_behalf_of: p.id(),
    payment_method_configuration: p.id(),
    payment_method_options: p.anything(),
    payment_method_types: p.array(p.string()),
    setup_future_usage: usage,
  }),
  expand: p.array(p.string()),
  locale: p.string(),
  type: p.enum(['deferred_intent', 'payment_intent', 'setup_intent']).required(),
});
type Params = Infer<typeof sessionParams>;

interface Preference {
  readonly types: readonly string[];
  readonly intent: Readonly<Record<string, Stripe.PaymentIntent | Stripe.SetupIntent>>;
}

/** The intent of a client secret. @throws StripeError when the secret opens none */
function intentOf(ctx: RequestContext<Params>, kind: 'payment_intent' | 'setup_intent'): Preference {
  const secret = ctx.params.client_secret;
  if (secret === undefined) throw missingParam('client_secret');
  const id = secret.split('_secret_', 1)[0] ?? '';
  const intent = kind === 'payment_intent' ? ctx.find(paymentIntents, id) : ctx.find(setupIntents, id);
  if (intent === undefined) throw resourceMissing(kind, id, 'client_secret');
  if (intent.client_secret !== secret)
    throw invalidRequest(
      `The client_secret provided does not match any associated ${kind === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent'} on this account. Ensure the publishable key used belongs to the same account that created the ${kind === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent'}.`,
      { param: 'client_secret' },
    );
  return { types: intent.payment_method_types, intent: { [kind]: intent } };
}

function preferenceOf(ctx: RequestContext<Params>): Preference {
  const { type, deferred_intent: deferred } = ctx.params;
  if (type !== 'deferred_intent') return intentOf(ctx, type);
  if (deferred === undefined) throw missingParam('deferred_intent');
  const types = methodTypesOf({
    currency: deferred.currency ?? null,
    explicit: deferred.payment_method_types,
    excluded: deferred.excluded_payment_method_types,
    allowsRedirects: true,
  });
  return { types, intent: {} };
}

/** What a form asks for besides what is the method's own. */
function specOf(type: string): object {
  const kind = METHOD_KINDS[type];
  return { type, async: kind?.isDelayed ?? false, fields: (kind?.needs ?? []).map((name) => ({ type: name })) };
}

/** What Stripe.js asks before it shows a Payment Element: which methods, in which order, whose saved ones. */
function openSession(ctx: RequestContext<Params>): object {
  const { types, intent } = preferenceOf(ctx);
  const account = ctx.locate(accounts, ctx.account)?.object;
  const country = account?.country ?? ctx.platform.country;
  return {
    object: 'elements_session',
    id: `elements_session_${ctx.secret(11)}`,
    session_id: `elements_session_${ctx.secret(11)}`,
    business_name: account?.business_profile?.name ?? account?.settings?.dashboard.display_name ?? null,
    customer: savedMethodsOf(ctx, ctx.params.customer_session_client_secret),
    link_settings: { link_enabled: false, link_funding_sources: [] },
    livemode: false,
    merchant_country: country,
    merchant_currency: account?.default_currency ?? ctx.platform.defaultCurrency,
    ordered_payment_method_types_and_wallets: types,
    payment_method_preference: {
      object: 'payment_method_preference',
      country_code: country,
      ordered_payment_method_types: types,
      ...intent,
      type: ctx.params.type,
    },
    payment_method_specs: types.map(specOf),
    unactivated_payment_method_types: [],
  };
}

export const elementsSessionRoute = route({
  method: 'GET',
  path: '/v1/elements/sessions',
  permission: 'payment_intent',
  publishable: 'open',
  params: sessionParams,
  handle: openSession,
});
