import type { RefundEntity, StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { Reversals } from './reversals.js';
import { RefundRepository } from './refund.repository.js';
import { mayBecome, stateOf } from './refund.states.js';

/** Sends the buyer's money back. Its subject is the refund. */
@Injectable()
@StripeOperation('refund.create')
export class RefundOperation implements Operation<Stripe.Refund, Stripe.RefundCreateParams> {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly reversals: Reversals,
  ) {}

  send(stripe: Stripe, params: Stripe.RefundCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Refund> {
    return stripe.refunds.create(params, options);
  }

  /** The buyer's money is on its way; now what the sellers hold of it is taken back, leg by leg. */
  async succeeded(result: Stripe.Refund, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const refund = await this.require(manager, operation);
    refund.stripeRefundId = result.id;
    const state = stateOf(result.status);
    if (mayBecome(refund.state, state)) refund.state = state;
    refund.updatedAt = new Date();
    await manager.save(refund);
    await this.reversals.start(manager, refund);
  }

  /** Nothing moved: the order can be refunded anew. */
  async rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const refund = await this.require(manager, operation);
    refund.state = 'rejected';
    refund.failureReason = problem.message;
    refund.updatedAt = new Date();
    await manager.save(refund);
    await this.refunds.giveUp(manager, refund);
  }

  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.Refund | null> {
    const { payment_intent } = operation.params as unknown as { payment_intent: string };
    for await (const refund of stripe.refunds.list({ payment_intent, limit: 100 })) {
      if (refund.metadata?.operation_id === operation.id) return refund;
    }
    return null;
  }

  private async require(manager: EntityManager, { subjectId }: StripeOperationEntity): Promise<RefundEntity> {
    const refund = await this.refunds.lock(manager, subjectId);
    if (refund === null) throw new Error(`refund ${subjectId} of an operation has no row`);
    return refund;
  }
}
