import type { RefundEntity, StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { RefundProgress } from './refund-progress.js';
import { RefundRepository } from './refund.repository.js';

/** Sends the buyer's money back. Its subject is the refund. */
@Injectable()
@StripeOperation('refund.create')
export class RefundOperation implements Operation<Stripe.Refund, Stripe.RefundCreateParams> {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly progress: RefundProgress,
  ) {}

  send(stripe: Stripe, params: Stripe.RefundCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Refund> {
    return stripe.refunds.create(params, options);
  }

  async succeeded(result: Stripe.Refund, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await this.progress.report(manager, await this.require(manager, operation), result);
  }

  async rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await this.progress.refuse(manager, await this.require(manager, operation), problem.message);
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
