import { type OrderAccess } from '@guildhall/identity';
import { Injectable } from '@nestjs/common';
import { PaymentSetup, type ReadyPayment } from '../payments/payment-setup.js';
import { OrderQueries } from './order.queries.js';

/** What a buyer who comes back needs to go on paying: how far Stripe is, and a client secret. */
@Injectable()
export class ShowPaymentUseCase {
  constructor(
    private readonly orders: OrderQueries,
    private readonly setup: PaymentSetup,
  ) {}

  /** @throws OrderNotFound @throws PaymentPendingSetup @throws PaymentRefused */
  async execute(orderId: string, access: OrderAccess): Promise<ReadyPayment> {
    const { order, payment } = await this.orders.show(orderId, access);
    return this.setup.ready(order, payment);
  }
}
