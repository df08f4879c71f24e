import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { action, type Action } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';
import { requirePrice } from '../prices/price.resource.js';
import { atClockTime, atCustomersTime, clockOf } from '../test-clocks/clock-time.js';
import type { createGrantParams, updateGrantParams } from './credit-grant.params.js';
import { creditGrants, type Grant } from './credit-grant.resource.js';
import { credit, debit } from './credit-transactions.js';

type CreateParams = Infer<typeof createGrantParams>;

/** Gives a customer credits. */
export function createGrant(anyTime: Context, params: CreateParams): Grant {
  if (params.customer === undefined) throw missingParam('customer');
  const customer = anyTime.require(customers, params.customer, 'customer');
  const ctx = atCustomersTime(anyTime, customer);
  const { monetary } = params.amount;
  if (monetary === undefined) throw missingParam('amount[monetary]');
  const effective = params.effective_at ?? ctx.now;
  assertTimes(ctx, params, effective);
  const grant = ctx.insert(
    creditGrants,
    {
      id: ctx.id(creditGrants.idPrefix),
      object: 'billing.credit_grant',
      amount: { monetary, type: 'monetary' },
      applicability_config: { scope: scopeOf(ctx, params.applicability_config.scope) },
      category: params.category ?? 'paid',
      created: ctx.now,
      customer: customer.id,
      customer_account: params.customer_account ?? null,
      effective_at: effective,
      expires_at: params.expires_at ?? null,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      priority: params.priority ?? 50,
      test_clock: clockOf(customer),
      updated: ctx.now,
      voided_at: null,
    },
    { left: 0 },
  );
  if (params.expires_at !== undefined) ctx.schedule(expireGrant, params.expires_at, { grant: grant.id });
  ctx.emit('billing.credit_grant.created', grant);
  credit(ctx, grant, monetary.value, { type: 'credits_granted', credits_application_invoice_voided: null }, effective);
  return grant;
}

function assertTimes(ctx: Context, params: CreateParams, effective: number): void {
  if (params.expires_at !== undefined && params.expires_at <= effective)
    throw invalidRequest('`expires_at` must be after `effective_at`.', { param: 'expires_at' });
  if (params.effective_at !== undefined && params.effective_at < ctx.now)
    throw invalidRequest('`effective_at` must not be in the past.', { param: 'effective_at' });
}

function scopeOf(
  ctx: Context,
  { price_type: type, prices }: CreateParams['applicability_config']['scope'],
): Grant['applicability_config']['scope'] {
  const param = 'applicability_config[scope]';
  if ((type === undefined) === (prices === undefined))
    throw invalidRequest('You must specify exactly one of `price_type` and `prices`.', { param });
  if (prices === undefined) return { price_type: 'metered' };
  for (const [index, { id }] of prices.entries()) {
    const price = requirePrice(ctx, id, `${param}[prices][${index}][id]`);
    if (price.recurring?.meter == null)
      throw invalidRequest('Credit grants apply to prices with a billing meter only.', {
        param: `${param}[prices][${index}][id]`,
      });
  }
  return { prices };
}

export function updateGrant(anyTime: Context, id: string, params: Infer<typeof updateGrantParams>): Grant {
  const before = anyTime.require(creditGrants, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  const { expires_at: expires } = params;
  if (expires != null && expires <= ctx.now)
    throw invalidRequest('`expires_at` must be in the future. Use the expire endpoint to expire a grant now.', {
      param: 'expires_at',
    });
  if (expires != null) ctx.schedule(expireGrant, expires, { grant: id });
  return change(ctx, before, {
    ...(expires === undefined ? {} : { expires_at: expires }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
}

function change(ctx: Context, before: Grant, patch: Partial<Grant>): Grant {
  const after = ctx.update(creditGrants, before.id, { ...patch, updated: ctx.now });
  ctx.emit('billing.credit_grant.updated', after, before);
  return after;
}

/** Ends a grant now; what is left of it is gone. */
export function expireNow(anyTime: Context, id: string): Grant {
  const before = anyTime.require(creditGrants, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  assertOpen(ctx, before, 'expire');
  return expire(ctx, before);
}

function expire(ctx: Context, before: Grant): Grant {
  const { left } = ctx.hidden(creditGrants, before.id);
  const after = change(ctx, before, { expires_at: ctx.now });
  if (left > 0) debit(ctx, after, left, { type: 'credits_expired', credits_applied: null });
  return after;
}

/** Takes a grant back that was never used. */
export function voidGrant(anyTime: Context, id: string): Grant {
  const before = anyTime.require(creditGrants, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  assertOpen(ctx, before, 'void');
  const { left } = ctx.hidden(creditGrants, id);
  if (left !== before.amount.monetary?.value)
    throw invalidRequest('You cannot void a credit grant that was applied to an invoice.');
  const after = change(ctx, before, { voided_at: ctx.now });
  debit(ctx, after, left, { type: 'credits_voided', credits_applied: null });
  return after;
}

function assertOpen(ctx: Context, grant: Grant, verb: string): void {
  if (grant.voided_at !== null) throw invalidRequest(`You cannot ${verb} a credit grant that is voided.`);
  if (grant.expires_at !== null && grant.expires_at <= ctx.now)
    throw invalidRequest(`You cannot ${verb} a credit grant that is expired.`);
}

export const expireGrant: Action<{ grant: string }> = action('credit_grant.expire', (ctx, { grant: id }) => {
  const grant = ctx.find(creditGrants, id);
  if (grant === undefined || grant.voided_at !== null || grant.expires_at !== ctx.now) return;
  expire(ctx, grant);
});
