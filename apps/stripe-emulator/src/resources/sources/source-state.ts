import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';

/** The older face of a payment method that has one. @throws StripeError 404 */
export function requireSourceObject(ctx: Context, id: string): Stripe.Source {
  const source = ctx.find(paymentMethods, id) === undefined ? undefined : ctx.hidden(paymentMethods, id).source;
  if (source === undefined) throw resourceMissing('source', id, undefined, 'source');
  return source;
}

/** Changes a source; its events are the caller's. */
export function changeSource(ctx: Context, id: string, change: Partial<Stripe.Source>): Stripe.Source {
  const hidden = ctx.hidden(paymentMethods, id);
  const source = { ...requireSourceObject(ctx, id), ...change };
  ctx.update(paymentMethods, id, {}, { ...hidden, source });
  return source;
}

/** The payer has answered on the other page. */
export function answerRedirect(ctx: Context, id: string, hasPassed: boolean): Stripe.Source {
  const { redirect } = requireSourceObject(ctx, id);
  const source = changeSource(ctx, id, {
    status: hasPassed ? 'chargeable' : 'failed',
    ...(redirect === undefined
      ? {}
      : {
          redirect: {
            ...redirect,
            failure_reason: hasPassed ? null : 'user_abort',
            status: hasPassed ? 'succeeded' : 'failed',
          },
        }),
  });
  ctx.emit(hasPassed ? 'source.chargeable' : 'source.failed', source);
  return source;
}

export const cancelSource = action<{ source: string }>('source.cancel', (ctx, { source: id }) => {
  const known = ctx.find(paymentMethods, id);
  if (known === undefined || ctx.hidden(paymentMethods, id).source?.status !== 'pending') return;
  ctx.emit('source.canceled', changeSource(ctx, id, { status: 'canceled' }));
});

/**
 * Uses a source for a charge; one for a single use is used up.
 * @throws StripeError when it cannot be charged, or not as much
 */
export function consumeSource(ctx: Context, id: string, amount: number): void {
  const source = ctx.hidden(paymentMethods, id).source;
  if (source === undefined) return;
  if (source.status !== 'chargeable')
    throw invalidRequest(`The source you provided is not in a chargeable state. Its status is ${source.status}.`, {
      param: 'source',
    });
  if (source.amount !== null && amount > source.amount)
    throw invalidRequest('The amount of the charge is greater than the amount of the source.', {
      code: 'charge_exceeds_source_limit',
      param: 'amount',
    });
  if (source.usage === 'single_use') changeSource(ctx, id, { status: 'consumed' });
}
