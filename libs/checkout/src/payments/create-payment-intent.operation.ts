import { type StripeOperationEntity, PaymentEntity } from '@guildhall/database';
import { type Operation, OperationPriority, Outbox, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { OrderRepository } from '../orders/order.repository.js';
import { isOpen } from '../orders/order.states.js';
import { findByOperationId } from './find-by-operation-id.js';
import { isCancelable, paymentStatusOf } from './payment.states.js';
import { PaymentProgress } from './payment-progress.js';

/** Makes the one PaymentIntent of an order (invariant I1). */
@Injectable()
@StripeOperation('payment_intent.create')
export class CreatePaymentIntentOperation implements Operation<Stripe.PaymentIntent, Stripe.PaymentIntentCreateParams> {
  constructor(
    private readonly progress: PaymentProgress,
    private readonly orders: OrderRepository,
    private readonly outbox: Outbox,
  ) {}

  send(
    stripe: Stripe,
    params: Stripe.PaymentIntentCreateParams,
    options: Stripe.RequestOptions,
  ): Promise<Stripe.PaymentIntent> {
    return stripe.paymentIntents.create(params, options);
  }

  async succeeded(
    intent: Stripe.PaymentIntent,
    operation: StripeOperationEntity,
    manager: EntityManager,
  ): Promise<void> {
    const status = paymentStatusOf(intent);
    const orderId = intent.metadata.order_id ?? '';
    const attached =
      isCancelable(status) && (await this.orders.attachIntent(manager, orderId, { id: intent.id, status }));
    const locked = attached ? null : await this.progress.report(manager, intent);
    const { payment_method: paymentMethod } = operation.params as unknown as Stripe.PaymentIntentCreateParams;
    const isForSale = attached || (locked !== null && isOpen(locked.order.state));
    if (paymentMethod === undefined || !isForSale) return;
    await this.outbox.record(manager, {
      kind: 'payment_intent.confirm',
      subjectId: operation.subjectId,
      serialKey: operation.serialKey,
      params: { paymentIntentId: intent.id, payment_method: paymentMethod, off_session: true },
      priority: OperationPriority.buyer,
    });
  }

  /** Nothing exists at Stripe, so nothing can be charged: the order ends and its stock goes back. */
  async rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const { orderId } = await manager.findOneByOrFail(PaymentEntity, { id: operation.subjectId });
    const locked = await this.orders.lock(manager, orderId);
    if (locked?.payment.status !== 'creating') return;
    await this.orders.updatePayment(manager, locked.payment, {
      status: 'rejected',
      lastErrorCode: problem.code,
      lastErrorMessage: problem.message,
    });
    if (isOpen(locked.order.state)) await this.orders.close(manager, locked.order, 'canceled');
  }

  find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.PaymentIntent | null> {
    return findByOperationId((page) => stripe.paymentIntents.list(page), operation);
  }
}
