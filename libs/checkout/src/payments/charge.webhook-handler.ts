import { Ledger } from '@guildhall/ledger';
import { Outbox } from '@guildhall/outbox';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { type LockedOrder, OrderRepository } from '../orders/order.repository.js';
import { isOpen } from '../orders/order.states.js';
import { chargeReceived } from './charge.posting.js';
import { canAdvance } from './payment.states.js';

/** A charge that is on the balance, with what it belongs to. */
export interface SettledCharge {
  readonly charge: Stripe.Charge;
  readonly intent: Stripe.PaymentIntent;
  readonly balanceTransaction: Stripe.BalanceTransaction;
}

/**
 * The buyer's money has arrived: books it, and in the same transaction the order becomes paid and the other slices
 * hear of it, exactly once. An order that was given up, or whose deadline had passed when the buyer paid, is not
 * delivered: it is announced as paid too late, and refunded.
 */
@Injectable()
@StripeWebhookHandler('charge.succeeded', 'charge.captured', 'charge.updated')
export class ChargeWebhookHandler implements WebhookHandler<SettledCharge | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly orders: OrderRepository,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  async prepare(object: unknown, context: WebhookContext): Promise<SettledCharge | null> {
    const { id, payment_intent: paymentIntent } = object as Stripe.Charge;
    if (context.stripeAccount !== null || paymentIntent === null) return null;
    const charge = await this.stripe.sdk.charges.retrieve(id, { expand: ['balance_transaction', 'payment_intent'] });
    const { balance_transaction: balanceTransaction, payment_intent: intent } = charge;
    if (charge.status !== 'succeeded' || !charge.captured) return null;
    // Stripe may settle a charge a moment after it succeeded; `charge.updated` says when it has.
    if (balanceTransaction === null || typeof balanceTransaction === 'string') return null;
    if (intent === null || typeof intent === 'string') return null;
    return { charge, intent, balanceTransaction };
  }

  async apply(settled: SettledCharge | null, manager: EntityManager): Promise<void> {
    if (settled === null) return;
    const locked = await this.orders.lockForPaymentIntent(manager, settled.intent);
    if (locked === null || locked.payment.stripeChargeId !== null) return; // not ours, or known already
    const { charge, intent, balanceTransaction } = settled;
    const { order, payment } = locked;
    await this.ledger.post(manager, chargeReceived({ orderId: order.id, chargeId: charge.id, balanceTransaction }));
    await this.orders.updatePayment(manager, payment, {
      stripePaymentIntentId: intent.id,
      stripeChargeId: charge.id,
      capturedMinor: BigInt(charge.amount_captured),
      lastErrorCode: null,
      lastErrorMessage: null,
      ...(canAdvance(payment.status, 'succeeded') ? { status: 'succeeded' as const } : {}),
    });
    if (isOpen(order.state) && paidInTime(locked, settled)) {
      await this.orders.moveTo(manager, order, 'paid');
      await this.outbox.publish(manager, 'order.paid', {
        orderId: order.id,
        paymentId: payment.id,
        chargeId: charge.id,
      });
    } else {
      if (isOpen(order.state)) await this.orders.close(manager, order, 'expired');
      await this.outbox.publish(manager, 'order.paid_too_late', { orderId: order.id, paymentId: payment.id });
    }
  }
}

/**
 * Whether the buyer paid before the deadline, however late we hear of it. Both instants are Stripe's, because its
 * clock and ours may differ.
 */
function paidInTime({ order }: LockedOrder, { charge, intent }: SettledCharge): boolean {
  const allowedSeconds = (order.expiresAt.getTime() - order.createdAt.getTime()) / 1000;
  return charge.created - intent.created <= allowedSeconds;
}
