import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { defineResource } from '../../core/resource.js';

/** What an issuer reports before, and often instead of, a dispute. */
export const earlyFraudWarnings = defineResource<Stripe.Radar.EarlyFraudWarning>({
  object: 'radar.early_fraud_warning',
  idPrefix: 'issfr',
  label: 'early fraud warning',
  pathParam: 'early_fraud_warning',
  filters: {
    charge: (warning) => warning.charge as string,
    payment_intent: (warning) => warning.payment_intent as string | undefined,
  },
  expandable: { charge: 'charge', payment_intent: 'payment_intent' },
});

/** The issuer reports a charge as fraud. */
export function warnOfFraud(ctx: Context, charge: Stripe.Charge): Stripe.Radar.EarlyFraudWarning {
  const warning = ctx.insert(earlyFraudWarnings, {
    id: ctx.id(earlyFraudWarnings.idPrefix),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: ctx.now,
    fraud_type: 'made_with_stolen_card',
    livemode: false,
    ...(charge.payment_intent === null ? {} : { payment_intent: charge.payment_intent }),
  });
  ctx.emit('radar.early_fraud_warning.created', warning);
  return warning;
}

/** Nothing can be done about a warning once its charge is refunded in full or disputed. */
export function settleWarningOf(ctx: Context, charge: string): void {
  for (const before of ctx.all(earlyFraudWarnings, { charge })) {
    if (!before.actionable) continue;
    const warning = ctx.update(earlyFraudWarnings, before.id, { actionable: false });
    ctx.emit('radar.early_fraud_warning.updated', warning, before);
  }
}
