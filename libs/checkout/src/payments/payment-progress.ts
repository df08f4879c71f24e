import type { PaymentEntity } from '@guildhall/database';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { type LockedOrder, OrderRepository } from '../orders/order.repository.js';
import { isOpen } from '../orders/order.states.js';
import { canAdvance, isCancelable, isUndecided, paymentStatusOf } from './payment.states.js';

/** How a PaymentIntent's status changes its payment and its order, whoever reports it: an operation or a webhook. */
@Injectable()
export class PaymentProgress {
  constructor(
    private readonly orders: OrderRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Changes nothing when there is nothing new: reports may be repeated, late and out of order. */
  async report(manager: EntityManager, intent: Stripe.PaymentIntent): Promise<LockedOrder | null> {
    const locked = await this.orders.lockForPaymentIntent(manager, intent);
    if (locked === null) return null;
    const { order, payment } = locked;
    const before = payment.status;
    const change = changeOf(payment, intent);
    if (Object.keys(change).length > 0) await this.orders.updatePayment(manager, payment, change);
    if (isOpen(order.state)) {
      if (payment.status === 'canceled') await this.orders.close(manager, order, endOf(intent));
      else if (payment.status === 'processing' && order.state === 'awaiting_payment')
        await this.orders.moveTo(manager, order, 'processing');
      else if (isUndecided(payment.status) && payment.status !== 'processing' && order.state === 'processing')
        await this.orders.moveTo(manager, order, 'awaiting_payment');
    } else if (before === 'creating' && isCancelable(payment.status)) {
      // The order was given up while its PaymentIntent was being made: nobody may pay it any more.
      await this.requestCancellation(manager, locked, 'abandoned');
    }
    return locked;
  }

  /** Asks Stripe to end the payment; its answer decides what becomes of the order. @returns the operation's id */
  async requestCancellation(
    manager: EntityManager,
    { order, payment }: LockedOrder,
    reason: Stripe.PaymentIntentCancelParams.CancellationReason,
  ): Promise<string> {
    const { id } = await this.outbox.record(manager, {
      kind: 'payment_intent.cancel',
      subjectId: payment.id,
      serialKey: order.id,
      params: { paymentIntentId: payment.stripePaymentIntentId, cancellation_reason: reason },
      priority: reason === 'abandoned' ? OperationPriority.job : OperationPriority.buyer,
    });
    return id;
  }
}

function changeOf(payment: PaymentEntity, intent: Stripe.PaymentIntent): Partial<PaymentEntity> {
  const change: Partial<PaymentEntity> = {};
  if (payment.stripePaymentIntentId === null) change.stripePaymentIntentId = intent.id;
  const status = paymentStatusOf(intent);
  if (!canAdvance(payment.status, status)) return change;
  const problem = intent.last_payment_error;
  const code = problem?.decline_code ?? problem?.code ?? null;
  const message = problem?.message ?? null;
  if (payment.status !== status) change.status = status;
  if (payment.lastErrorCode !== code) change.lastErrorCode = code;
  if (payment.lastErrorMessage !== message) change.lastErrorMessage = message;
  if (status === 'succeeded') change.capturedMinor = BigInt(intent.amount_received);
  return change;
}

/** `abandoned` is what our own deadline says; Stripe cancels by itself only what nobody paid in time. */
function endOf({ cancellation_reason: reason }: Stripe.PaymentIntent): 'canceled' | 'expired' {
  return reason === 'abandoned' || reason === 'automatic' || reason === 'expired' ? 'expired' : 'canceled';
}
