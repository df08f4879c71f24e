import { newId, type PaymentEntity, RefundRequestEntity } from '@guildhall/database';
import type { OrderAccess } from '@guildhall/identity';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NothingToRefund, RefundAlreadyAskedFor, RefundExceedsRemaining } from '../refund.errors.js';
import { RefundRepository } from '../refund.repository.js';
import { RefundRequestQueries } from './refund-request.queries.js';

export interface AskForRefund {
  readonly orderId: string;
  readonly access: OrderAccess;
  readonly reason: RefundRequestEntity['reason'];
  readonly message: string;
}

/** The buyer of a paid order asks for the money back. Nothing moves before an operator has agreed. */
@Injectable()
export class AskForRefundUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly refunds: RefundRepository,
    private readonly requests: RefundRequestQueries,
  ) {}

  /** @throws OrderNotFound @throws NothingToRefund @throws RefundExceedsRemaining @throws RefundAlreadyAskedFor */
  async execute({ orderId, access, reason, message }: AskForRefund): Promise<RefundRequestEntity> {
    await this.requests.assertOwn(orderId, access);
    return this.dataSource.transaction(async (manager) => {
      // Under the order's lock, as everything that refunds: two requests at once are one and a refusal.
      const { order, payment } = await this.refunds.lockOrder(manager, orderId);
      assertPaid(payment, order.state);
      if (await manager.existsBy(RefundRequestEntity, { orderId, state: 'open' })) throw new RefundAlreadyAskedFor();
      const now = new Date();
      const request: RefundRequestEntity = {
        id: newId(),
        orderId,
        state: 'open',
        reason,
        message,
        currency: payment.currency,
        amountMinor: payment.capturedMinor,
        requestedByUserId: order.userId,
        answer: null,
        decidedByUserId: null,
        decidedAt: null,
        refundId: null,
        createdAt: now,
        updatedAt: now,
      };
      await manager.insert(RefundRequestEntity, request);
      return request;
    });
  }
}

function assertPaid(payment: PaymentEntity, orderState: string): void {
  if (payment.capturedMinor === 0n || payment.stripeChargeId === null) throw new NothingToRefund(orderState);
  if (payment.refundedMinor > 0n) throw new RefundExceedsRemaining(payment.capturedMinor - payment.refundedMinor);
}
