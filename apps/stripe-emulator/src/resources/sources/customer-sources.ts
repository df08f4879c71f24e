import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { mergeMetadata, type Infer, type MetadataChange } from '../../core/params.js';
import { customers } from '../customers/customer.resource.js';
import { assertNotExpired, refusal } from '../payment-methods/card-fields.js';
import { paymentMethods, sourceKindOf } from '../payment-methods/payment-method.resource.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { makeSource, type SourceInput } from './source-data.js';
import { planExpiryNotice } from './source-expiry.js';
import { sourceObjectOf, type SourceObject } from './source-objects.js';
import type { updateSourceParams, verifySourceParams } from './customer-source.params.js';

/** The older face of a stored payment method. */
export function sourceById(ctx: Context, id: string): SourceObject {
  return sourceObjectOf(ctx.require(paymentMethods, id), ctx.hidden(paymentMethods, id));
}

/**
 * Saves a card, bank account or source for a customer; the first becomes the default.
 * @returns the object, and what announces it once the customer was announced
 */
export function addSource(
  ctx: Context,
  customer: string,
  input: SourceInput,
  { metadata, isDefault = false }: { metadata?: MetadataChange | undefined; isDefault?: boolean } = {},
): { readonly source: SourceObject; readonly announce: () => void } {
  const owner = ctx.require(customers, customer);
  const id = attach(ctx, customer, input, metadata);
  planExpiryNotice(ctx, id);
  const source = sourceById(ctx, id);
  const isFirst = owner.default_source === null;
  if (isFirst || isDefault) ctx.update(customers, customer, { default_source: id });
  return {
    source,
    announce: () => {
      ctx.emit('customer.source.created', source);
    },
  };
}

function attach(ctx: Context, customer: string, input: SourceInput, metadata: MetadataChange | undefined): string {
  const known = typeof input === 'string' ? ctx.find(paymentMethods, input) : undefined;
  if (known === undefined) {
    const made = makeSource(ctx, input, { customer, metadata, param: 'source' });
    assertAccepted(ctx, made.id);
    return markChecked(ctx, made.id);
  }
  if (sourceKindOf(known.id) !== 'source') throw resourceMissing('source', known.id, 'source');
  if (known.customer !== null)
    throw invalidRequest('This source has already been attached to a customer.', {
      code: 'source_already_attached',
      param: 'source',
    });
  const { source } = ctx.hidden(paymentMethods, known.id);
  if (source?.usage !== 'reusable' && source?.type !== 'card')
    throw invalidRequest('The source must be reusable to be attached to a customer.', { param: 'source' });
  assertAccepted(ctx, known.id);
  return ctx.update(paymentMethods, known.id, { customer }).id;
}

/** @throws StripeError the issuer's refusal: such cards cannot be saved */
function assertAccepted(ctx: Context, id: string): void {
  const { card: key } = ctx.hidden(paymentMethods, id);
  const card = key === null ? undefined : testCardByName(key);
  if (card?.decline !== undefined && card.isAttachable !== true) throw refusal(card.decline);
}

/** The issuer was asked when the card was saved. */
function markChecked(ctx: Context, id: string): string {
  const { card } = ctx.require(paymentMethods, id);
  if (card?.checks == null) return id;
  const { card: key } = ctx.hidden(paymentMethods, id);
  const failed = key === null ? [] : (testCardByName(key)?.failedChecks ?? []);
  const cvc = card.checks.cvc_check === null ? null : failed.includes('cvc') ? 'fail' : 'pass';
  ctx.update(paymentMethods, id, { card: { ...card, checks: { ...card.checks, cvc_check: cvc } } });
  return id;
}

/** A source of the customer. @throws StripeError 404 */
export function requireSource(ctx: Context, customer: string, id: string): Stripe.PaymentMethod {
  ctx.require(customers, customer);
  const method = sourceKindOf(id) === undefined ? undefined : ctx.find(paymentMethods, id);
  if (method?.customer !== customer) throw resourceMissing('source', id);
  return method;
}

export function updateSource(
  ctx: Context,
  customer: string,
  id: string,
  params: Infer<typeof updateSourceParams>,
): SourceObject {
  const method = requireSource(ctx, customer, id);
  const before = sourceById(ctx, id);
  const { address } = method.billing_details;
  const bank = method.us_bank_account;
  if (method.card !== undefined && (params.exp_month ?? params.exp_year) !== undefined)
    assertNotExpired(params.exp_month ?? method.card.exp_month, params.exp_year ?? method.card.exp_year, ctx.now);
  const pick = (given: string | null | undefined, kept: string | null | undefined): string | null =>
    given === undefined ? (kept ?? null) : given;
  ctx.update(paymentMethods, id, {
    billing_details: {
      ...method.billing_details,
      name: pick(params.name ?? params.account_holder_name, method.billing_details.name),
      address: {
        city: pick(params.address_city, address?.city),
        country: pick(params.address_country, address?.country),
        line1: pick(params.address_line1, address?.line1),
        line2: pick(params.address_line2, address?.line2),
        postal_code: pick(params.address_zip, address?.postal_code),
        state: pick(params.address_state, address?.state),
      },
    },
    ...(method.card === undefined
      ? {}
      : {
          card: {
            ...method.card,
            exp_month: params.exp_month ?? method.card.exp_month,
            exp_year: params.exp_year ?? method.card.exp_year,
          },
        }),
    ...(bank === undefined || params.account_holder_type == null
      ? {}
      : { us_bank_account: { ...bank, account_holder_type: params.account_holder_type } }),
    metadata: mergeMetadata(method.metadata ?? {}, params.metadata),
  });
  const after = sourceById(ctx, id);
  ctx.emit('customer.source.updated', after, before);
  return after;
}

/** Takes a source from its customer; the newest of the others becomes the default. */
export function removeSource(ctx: Context, customer: string, id: string): object {
  requireSource(ctx, customer, id);
  const source = sourceById(ctx, id);
  const before = ctx.require(customers, customer);
  const hidden = ctx.hidden(paymentMethods, id);
  const consumed = hidden.source === undefined ? {} : { source: { ...hidden.source, status: 'consumed' } };
  ctx.update(paymentMethods, id, { customer: null }, { ...hidden, ...consumed, isSpent: true });
  ctx.emit('customer.source.deleted', source);
  if (before.default_source === id) {
    const next = ctx.all(paymentMethods, { customer, is_source: true }).at(-1);
    const after = ctx.update(customers, customer, { default_source: next?.id ?? null });
    ctx.emit('customer.updated', after, before);
  }
  return source.object === 'source' ? { ...source, status: 'consumed' } : { id, object: source.object, deleted: true };
}

/** The amounts that a test account receives, and the guesses it allows. */
const RIGHT_AMOUNTS = '32,45';
const MAX_GUESSES = 10;

export function verifyBankAccount(
  ctx: Context,
  customer: string,
  id: string,
  { amounts }: Infer<typeof verifySourceParams>,
): SourceObject {
  requireSource(ctx, customer, id);
  const before = sourceById(ctx, id);
  const hidden = ctx.hidden(paymentMethods, id);
  if (before.object !== 'bank_account' || hidden.isVerified)
    throw invalidRequest('This bank account has already been verified.', { code: 'bank_account_verified' });
  const guesses = hidden.failedVerifications ?? 0;
  if (guesses >= MAX_GUESSES)
    throw invalidRequest('You have exceeded the number of allowed verification attempts.', {
      code: 'bank_account_verification_failed',
    });
  if (amounts?.toSorted((a, b) => a - b).join(',') !== RIGHT_AMOUNTS) {
    ctx.update(paymentMethods, id, {}, { ...hidden, failedVerifications: guesses + 1 });
    throw invalidRequest('The amounts provided do not match the amounts that were sent to the bank account.', {
      code: 'bank_account_verification_failed',
    }).keepChanges();
  }
  ctx.update(paymentMethods, id, {}, { ...hidden, isVerified: true });
  const after = sourceById(ctx, id);
  ctx.emit('customer.source.updated', after, before);
  return after;
}
