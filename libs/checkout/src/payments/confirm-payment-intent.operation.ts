import { PaymentEntity, type StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { OrderRepository } from '../orders/order.repository.js';
import { canAdvance } from './payment.states.js';
import { PaymentProgress } from './payment-progress.js';

export interface ConfirmPaymentIntentParams extends Stripe.PaymentIntentConfirmParams {
  readonly paymentIntentId: string;
}

/** Tries a saved payment method without the buyer. When their bank wants to see them, the order waits for them. */
@Injectable()
@StripeOperation('payment_intent.confirm')
export class ConfirmPaymentIntentOperation implements Operation<Stripe.PaymentIntent, ConfirmPaymentIntentParams> {
  constructor(
    private readonly progress: PaymentProgress,
    private readonly orders: OrderRepository,
  ) {}

  send(
    stripe: Stripe,
    { paymentIntentId, ...params }: ConfirmPaymentIntentParams,
    options: Stripe.RequestOptions,
  ): Promise<Stripe.PaymentIntent> {
    return stripe.paymentIntents.confirm(paymentIntentId, params, options);
  }

  async succeeded(intent: Stripe.PaymentIntent, _: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await this.progress.report(manager, intent);
  }

  /** Declined, or `authentication_required`: the PaymentIntent stays, and the buyer pays it themselves. */
  async rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const { orderId } = await manager.findOneByOrFail(PaymentEntity, { id: operation.subjectId });
    const locked = await this.orders.lock(manager, orderId);
    if (locked === null || problem.type !== 'card_error') return; // anything else says nothing about the card
    if (!canAdvance(locked.payment.status, 'requires_payment_method')) return;
    await this.orders.updatePayment(manager, locked.payment, {
      status: 'requires_payment_method',
      lastErrorCode: problem.declineCode ?? problem.code,
      lastErrorMessage: problem.message,
    });
  }

  /** It happened when the PaymentIntent has left the status in which it waits to be confirmed, or remembers a decline. */
  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.PaymentIntent | null> {
    const { paymentIntentId } = operation.params as unknown as ConfirmPaymentIntentParams;
    const intent = await stripe.paymentIntents.retrieve(paymentIntentId);
    const untouched = intent.status === 'requires_confirmation' && intent.last_payment_error === null;
    return untouched ? null : intent;
  }
}
