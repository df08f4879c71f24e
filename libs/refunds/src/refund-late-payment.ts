import { type DomainEventHandler, type DomainEvents, OnDomainEvent } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RefundExceedsRemaining } from './refund.errors.js';
import { RequestRefund } from './request-refund.use-case.js';

/** A payment that arrived after its order had ended is given back in full, by itself. */
@Injectable()
@OnDomainEvent('order.paid_too_late')
export class RefundLatePayment implements DomainEventHandler<'order.paid_too_late'> {
  constructor(private readonly requestRefund: RequestRefund) {}

  async handle({ orderId }: DomainEvents['order.paid_too_late'], manager: EntityManager): Promise<void> {
    try {
      await this.requestRefund.within(manager, {
        orderId,
        reason: 'requested_by_customer',
        commissionPolicy: 'return',
        userId: null,
      });
    } catch (error) {
      if (error instanceof RefundExceedsRemaining) return; // an operator was quicker
      throw error;
    }
  }
}
