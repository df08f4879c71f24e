import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { cancelPaymentIntent } from '../payment-intents/payment-intent-capture.js';
import { cancelSetupIntent } from '../setup-intents/setup-intent-confirm.js';
import { setupIntents } from '../setup-intents/setup-intent.resource.js';
import { checkoutSessions } from './session.resource.js';

/** How long a recovery address is good. */
const RECOVERY_SECONDS = 30 * 86_400;

export const expireByClock = action<{ session: string }>('checkout_session.expire', (ctx, { session }) => {
  if (ctx.find(checkoutSessions, session)?.status === 'open') expire(ctx, session);
});

/** Ends an open session before its time. @throws StripeError when it is over already */
export function expireSession(ctx: Context, id: string): Stripe.Checkout.Session {
  const { status } = ctx.require(checkoutSessions, id);
  if (status !== 'open')
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`,
    );
  const { expiry } = ctx.hidden(checkoutSessions, id);
  if (expiry !== null) ctx.cancel(expiry);
  return expire(ctx, id);
}

function expire(ctx: Context, id: string): Stripe.Checkout.Session {
  const before = ctx.require(checkoutSessions, id);
  const hidden = ctx.hidden(checkoutSessions, id);
  const asked = before.after_expiration?.recovery;
  const recovery = asked?.enabled === true ? ctx.secret(40) : null;
  const session = ctx.update(
    checkoutSessions,
    id,
    {
      status: 'expired',
      url: null,
      ...(asked == null || recovery === null
        ? {}
        : {
            after_expiration: {
              recovery: {
                ...asked,
                expires_at: ctx.now + RECOVERY_SECONDS,
                url: `${ctx.baseUrl}/c/recover/${id}/${recovery}`,
              },
            },
          }),
    },
    { ...hidden, expiry: null, recovery },
  );
  cancelIntents(ctx, session);
  ctx.emit('checkout.session.expired', session);
  return session;
}

/** What an expired session has begun can no longer be paid. */
function cancelIntents(ctx: Context, session: Stripe.Checkout.Session): void {
  const payment = ctx.find(paymentIntents, (session.payment_intent as string | null) ?? '');
  if (
    payment !== undefined &&
    payment.status !== 'succeeded' &&
    payment.status !== 'canceled' &&
    payment.status !== 'processing'
  )
    cancelPaymentIntent(ctx, payment.id, { cancellation_reason: 'abandoned' });
  const setup = ctx.find(setupIntents, (session.setup_intent as string | null) ?? '');
  if (setup !== undefined && setup.status !== 'succeeded' && setup.status !== 'canceled')
    cancelSetupIntent(ctx, setup.id, { cancellation_reason: 'abandoned' });
}
