import { type PaymentEntity, StripeOperationEntity } from '@guildhall/database';
import { type OrderAccess } from '@guildhall/identity';
import { Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { isCancelable } from '../payments/payment.states.js';
import { PaymentProgress } from '../payments/payment-progress.js';
import { OrderNotCancelable, OrderNotFound } from './order.errors.js';
import { OrderQueries, type OrderView } from './order.queries.js';
import { OrderRepository } from './order.repository.js';
import { isOpen, mayBeCanceledByBuyer } from './order.states.js';

/** The buyer gives up an unpaid order. Stripe's answer decides a race with the payment; the stock goes back after it. */
@Injectable()
export class CancelOrderUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: OrderQueries,
    private readonly orders: OrderRepository,
    private readonly progress: PaymentProgress,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @returns the order: canceled, or still awaiting payment while Stripe has not answered
   * @throws OrderNotFound @throws OrderNotCancelable when it was paid, or the bank is at work
   */
  async execute(orderId: string, access: OrderAccess): Promise<OrderView> {
    await this.queries.show(orderId, access);
    const operationId = await this.dataSource.transaction((manager) => this.begin(manager, orderId));
    const state = operationId === null ? null : (await this.outbox.run(operationId)).state;
    const view = await this.queries.show(orderId, access);
    if (state === 'rejected' && isOpen(view.order.state)) throw new OrderNotCancelable('being paid');
    return view;
  }

  /** @returns the cancellation to run, or null when there is none */
  private async begin(manager: EntityManager, orderId: string): Promise<string | null> {
    const locked = await this.orders.lock(manager, orderId);
    if (locked === null) throw new OrderNotFound();
    const { order, payment } = locked;
    if (order.state === 'canceled' || order.state === 'expired') return null;
    if (!mayBeCanceledByBuyer(order.state)) throw new OrderNotCancelable(order.state);
    if (payment.status === 'creating') {
      // Its PaymentIntent is canceled as soon as it turns out to exist.
      await this.orders.close(manager, order, 'canceled');
      return null;
    }
    if (!isCancelable(payment.status)) throw new OrderNotCancelable('paid');
    const running = await this.running(manager, payment);
    return running?.id ?? this.progress.requestCancellation(manager, locked, 'requested_by_customer');
  }

  private running(manager: EntityManager, { id }: PaymentEntity): Promise<StripeOperationEntity | null> {
    return manager.findOneBy(StripeOperationEntity, {
      subjectId: id,
      kind: 'payment_intent.cancel',
      settledAt: IsNull(),
    });
  }
}
