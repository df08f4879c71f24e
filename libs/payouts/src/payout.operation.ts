import { PayoutEntity, type StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';

/** Makes a payout of a connected account. Its subject is the payout. */
@Injectable()
@StripeOperation('payout.create')
export class PayoutOperation implements Operation<Stripe.Payout, Stripe.PayoutCreateParams> {
  send(stripe: Stripe, params: Stripe.PayoutCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Payout> {
    return stripe.payouts.create(params, options);
  }

  async succeeded(result: Stripe.Payout, { subjectId }: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const payout = await lockPayout(manager, subjectId);
    payout.stripePayoutId = result.id;
    payout.arrivesAt = new Date(result.arrival_date * 1000);
    // No further than that: an answer found days later may say "paid", and what follows from that is the webhook's to book.
    if (payout.state === 'requested') payout.state = 'pending';
    payout.updatedAt = new Date();
    await manager.save(payout);
  }

  async rejected(
    problem: StripeRejection,
    { subjectId }: StripeOperationEntity,
    manager: EntityManager,
  ): Promise<void> {
    const payout = await lockPayout(manager, subjectId);
    payout.state = 'rejected';
    payout.failureCode = problem.code;
    payout.failureReason = problem.message;
    payout.updatedAt = new Date();
    await manager.save(payout);
  }

  async find(stripe: Stripe, { id, stripeAccount, createdAt }: StripeOperationEntity): Promise<Stripe.Payout | null> {
    const since = Math.floor(createdAt.getTime() / 1000) - 60;
    const options = stripeAccount === null ? {} : { stripeAccount };
    for await (const payout of stripe.payouts.list({ created: { gte: since }, limit: 100 }, options)) {
      if (payout.metadata?.operation_id === id) return payout;
    }
    return null;
  }
}

export function lockPayout(manager: EntityManager, id: string): Promise<PayoutEntity> {
  return manager.findOneOrFail(PayoutEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
