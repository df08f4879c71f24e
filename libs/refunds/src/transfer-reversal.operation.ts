import { RefundEntity, RefundLegEntity, type StripeOperationEntity, TransferEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { Reversals } from './reversals.js';

interface ReversalParams extends Stripe.TransferCreateReversalParams {
  readonly transfer: string;
}

/** Takes back (part of) one transfer. Its subject is the leg of a refund. */
@Injectable()
@StripeOperation('transfer_reversal.create')
export class TransferReversalOperation implements Operation<Stripe.TransferReversal, ReversalParams> {
  constructor(private readonly reversals: Reversals) {}

  send(
    stripe: Stripe,
    { transfer, ...params }: ReversalParams,
    options: Stripe.RequestOptions,
  ): Promise<Stripe.TransferReversal> {
    return stripe.transfers.createReversal(transfer, params, options);
  }

  async succeeded(
    reversal: Stripe.TransferReversal,
    operation: StripeOperationEntity,
    manager: EntityManager,
  ): Promise<void> {
    const leg = await lockLeg(manager, operation);
    leg.stripeReversalId = reversal.id;
    leg.state = 'done';
    leg.updatedAt = new Date();
    await manager.save(leg);
  }

  /** The seller has nothing to give: the buyer gets the money all the same, the seller owes it. */
  async rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const leg = await lockLeg(manager, operation);
    const refund = await manager.findOneByOrFail(RefundEntity, { id: leg.refundId });
    const transfer = await manager.findOneByOrFail(TransferEntity, { id: leg.transferId ?? '' });
    const { amount } = operation.params as unknown as { amount: number };
    leg.state = 'owed';
    leg.failureReason = problem.message;
    leg.updatedAt = new Date();
    await manager.save(leg);
    const owed = { owedMinor: BigInt(amount), commissionBackMinor: leg.commissionBackMinor };
    await this.reversals.owe(manager, refund, leg, transfer, owed);
  }

  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.TransferReversal | null> {
    const { transfer } = operation.params as unknown as ReversalParams;
    for await (const reversal of stripe.transfers.listReversals(transfer, { limit: 100 })) {
      if (reversal.metadata?.operation_id === operation.id) return reversal;
    }
    return null;
  }
}

function lockLeg(manager: EntityManager, { subjectId }: StripeOperationEntity): Promise<RefundLegEntity> {
  return manager.findOneOrFail(RefundLegEntity, { where: { id: subjectId }, lock: { mode: 'pessimistic_write' } });
}
