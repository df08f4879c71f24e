import type { StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { lockPayout } from './payout.operation.js';
import { mayBecome, stateOf } from './payout.states.js';

interface PayoutCancelParams {
  readonly payout: string;
}

/** Cancels a payout that has not left yet. Whether it was in time is Stripe's to say. */
@Injectable()
@StripeOperation('payout.cancel')
export class PayoutCancelOperation implements Operation<Stripe.Payout, PayoutCancelParams> {
  send(stripe: Stripe, { payout }: PayoutCancelParams, options: Stripe.RequestOptions): Promise<Stripe.Payout> {
    return stripe.payouts.cancel(payout, {}, options);
  }

  async succeeded(result: Stripe.Payout, { subjectId }: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const payout = await lockPayout(manager, subjectId);
    const state = stateOf(result.status);
    if (!mayBecome(payout.state, state)) return;
    payout.state = state;
    payout.updatedAt = new Date();
    await manager.save(payout);
  }

  /** It had left already: the webhook will tell how it ends. */
  rejected(_problem: StripeRejection, _operation: StripeOperationEntity, _manager: EntityManager): Promise<void> {
    return Promise.resolve();
  }

  async find(stripe: Stripe, { params, stripeAccount }: StripeOperationEntity): Promise<Stripe.Payout | null> {
    const { payout } = params as unknown as PayoutCancelParams;
    const current = await stripe.payouts.retrieve(payout, {}, stripeAccount === null ? {} : { stripeAccount });
    return current.status === 'canceled' ? current : null;
  }
}
