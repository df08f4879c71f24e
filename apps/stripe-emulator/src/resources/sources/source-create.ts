import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { missingParam, resourceMissing } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { createPaymentMethod, type PaymentMethodData } from '../payment-methods/payment-method-factory.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { SOURCE_KINDS, type SourceKind, type SourceType } from './source-kinds.js';
import { makeSource } from './source-data.js';
import { cancelSource } from './source-state.js';
import { cardOf } from './source-objects.js';
import type { createSourceParams } from './source.params.js';

type CreateParams = Infer<typeof createSourceParams>;

/** A redirect that nobody follows is over after an hour. */
const REDIRECT_SECONDS = 3_600;

/** Creates a source of the older API: a payment method whose older face it is. */
export function createSource(ctx: Context, params: CreateParams): Stripe.Source {
  const type = params.type ?? (params.token === undefined ? undefined : 'card');
  if (type === undefined) throw missingParam('type');
  const kind: SourceKind = SOURCE_KINDS[type];
  if (kind.flow === 'redirect' && params.redirect === undefined) throw missingParam('redirect[return_url]');
  if (kind.flow === 'redirect' && params.amount === undefined) throw missingParam('amount');
  const currency = params.currency ?? kind.currency ?? null;
  if (kind.usage === 'single_use' && currency === null) throw missingParam('currency');
  const id = ctx.id('src');
  const method = methodFor(ctx, id, type, kind, params);
  const source = sourceFrom(ctx, method, type, kind, { ...params, ...(currency === null ? {} : { currency }) });
  ctx.update(paymentMethods, id, {}, { ...ctx.hidden(paymentMethods, id), source });
  if (source.status === 'chargeable') ctx.emit('source.chargeable', source);
  else if (kind.flow === 'redirect') ctx.schedule(cancelSource, ctx.now + REDIRECT_SECONDS, { source: id });
  return source;
}

function methodFor(
  ctx: Context,
  id: string,
  type: SourceType,
  kind: SourceKind,
  params: CreateParams,
): Stripe.PaymentMethod {
  const { owner } = params;
  const billing_details = {
    name: owner?.name ?? 'Jenny Rosen',
    email: owner?.email ?? 'jenny.rosen@example.com',
    ...(owner?.phone === undefined ? {} : { phone: owner.phone }),
    address: owner?.address ?? { country: 'DE' },
  };
  const metadata = params.metadata === undefined ? {} : { metadata: params.metadata };
  if (type === 'card') {
    const made = makeSource(ctx, params.token ?? { ...params.card, object: 'card' }, {
      customer: null,
      metadata: params.metadata,
      param: 'token',
    });
    return copyAs(ctx, made.id, id);
  }
  if (type === 'three_d_secure') {
    const card = params.three_d_secure?.['card'];
    const known = typeof card === 'string' ? ctx.find(paymentMethods, card) : undefined;
    if (typeof card !== 'string') throw missingParam('three_d_secure[card]');
    if (known?.card === undefined) throw resourceMissing('source', card, 'three_d_secure[card]');
    return copyAs(ctx, known.id, id);
  }
  const data = { type: kind.method, [kind.method]: params[type] ?? {}, billing_details, ...metadata };
  return createPaymentMethod(ctx, data as PaymentMethodData, { id, isVerified: true });
}

/** The same card under another id. */
function copyAs(ctx: Context, from: string, id: string): Stripe.PaymentMethod {
  const method = ctx.require(paymentMethods, from);
  return ctx.insert(paymentMethods, { ...method, id, customer: null }, ctx.hidden(paymentMethods, from));
}

function sourceFrom(
  ctx: Context,
  method: Stripe.PaymentMethod,
  type: SourceType,
  kind: SourceKind,
  params: CreateParams,
): Stripe.Source {
  const secret = ctx.secret(24);
  const { owner } = params;
  return {
    id: method.id,
    object: 'source',
    allow_redisplay: 'unspecified',
    amount: params.amount ?? null,
    [type]: detailsOf(method),
    client_secret: `src_client_secret_${secret}`,
    created: ctx.now,
    currency: params.currency ?? null,
    flow: kind.flow,
    livemode: false,
    metadata: method.metadata,
    owner: {
      address: owner?.address === undefined ? null : method.billing_details.address,
      email: owner?.email ?? null,
      name: owner?.name ?? null,
      phone: owner?.phone ?? null,
      verified_address: null,
      verified_email: null,
      verified_name: null,
      verified_phone: null,
    },
    ...(kind.flow === 'receiver' ? { receiver: emptyReceiver() } : {}),
    ...(kind.flow === 'redirect'
      ? {
          redirect: {
            failure_reason: null,
            return_url: params.redirect?.return_url ?? '',
            status: 'pending',
            url: `${ctx.baseUrl}/redirect/${method.id}/${secret}`,
          },
        }
      : {}),
    statement_descriptor: params.statement_descriptor ?? null,
    status: kind.flow === 'none' ? 'chargeable' : 'pending',
    type,
    usage: params.usage ?? kind.usage,
  };
}

function detailsOf(method: Stripe.PaymentMethod): object {
  if (method.card !== undefined) {
    const card = cardOf({ ...method, customer: null }, method.card);
    return {
      address_line1_check: card.address_line1_check,
      address_zip_check: card.address_zip_check,
      brand: card.brand,
      country: card.country,
      cvc_check: card.cvc_check,
      dynamic_last4: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint,
      funding: card.funding,
      last4: card.last4,
      name: card.name,
      three_d_secure: 'optional',
      tokenization_method: null,
    };
  }
  const { sepa_debit: sepa, us_bank_account: us, ideal } = method;
  if (sepa !== undefined) {
    const { generated_from: _from, ...shown } = sepa;
    const reference = method.id.slice(-16).toUpperCase();
    return { ...shown, mandate_reference: reference, mandate_url: null };
  }
  if (us !== undefined)
    return {
      bank_name: us.bank_name,
      country: 'US',
      fingerprint: us.fingerprint,
      last4: us.last4,
      routing_number: us.routing_number,
      type: us.account_holder_type,
    };
  if (ideal !== undefined) return { bank: ideal.bank, bic: ideal.bic, iban_last4: null, statement_descriptor: null };
  return {};
}

function emptyReceiver(): Stripe.Source.Receiver {
  return {
    address: '110000000-test_000000000000',
    amount_charged: 0,
    amount_received: 0,
    amount_returned: 0,
    refund_attributes_method: 'email',
    refund_attributes_status: 'missing',
  };
}
