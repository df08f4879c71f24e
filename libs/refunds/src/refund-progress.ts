import type { RefundEntity } from '@guildhall/database';
import { Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { RefundRepository } from './refund.repository.js';
import { isOver, mayBecome, stateOf } from './refund.states.js';
import { Reversals } from './reversals.js';

/** How Stripe's word on a refund changes it, whoever brings it: the answer to our call or a webhook. */
@Injectable()
export class RefundProgress {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly reversals: Reversals,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Changes nothing when there is nothing new: reports may be repeated, late and out of order.
   * @param refund locked
   */
  async report(manager: EntityManager, refund: RefundEntity, current: Stripe.Refund): Promise<void> {
    const state = stateOf(current.status);
    if (!mayBecome(refund.state, state)) return;
    refund.state = state;
    refund.stripeRefundId = current.id;
    refund.failureReason = current.failure_reason ?? null;
    refund.updatedAt = new Date();
    await manager.save(refund);
    const { id: refundId, orderId } = refund;
    if (isOver(state)) {
      await this.refunds.giveUp(manager, refund);
      await this.outbox.publish(manager, 'refund.failed', { orderId, refundId });
      return;
    }
    // The buyer's money is on its way: now what the sellers hold of it is taken back, leg by leg.
    await this.reversals.start(manager, refund);
    if (state === 'succeeded') await this.outbox.publish(manager, 'order.refunded', { orderId });
  }

  /** Stripe would not do it, so nothing moved: the order can be refunded anew. */
  async refuse(manager: EntityManager, refund: RefundEntity, reason: string): Promise<void> {
    if (!mayBecome(refund.state, 'rejected')) return;
    refund.state = 'rejected';
    refund.failureReason = reason;
    refund.updatedAt = new Date();
    await manager.save(refund);
    await this.refunds.giveUp(manager, refund);
  }
}
