import { RefundEntity, RefundLegEntity, type StripeOperationEntity, TransferEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { RefundRepository } from './refund.repository.js';
import { Reversals } from './reversals.js';

interface ReversalParams extends Stripe.TransferCreateReversalParams {
  readonly transfer: string;
}

/** Takes back (part of) one transfer. Its subject is the leg of a refund. Booked when `transfer.reversed` arrives. */
@Injectable()
@StripeOperation('transfer_reversal.create')
export class TransferReversalOperation implements Operation<Stripe.TransferReversal, ReversalParams> {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly reversals: Reversals,
  ) {}

  send(
    stripe: Stripe,
    { transfer, ...params }: ReversalParams,
    options: Stripe.RequestOptions,
  ): Promise<Stripe.TransferReversal> {
    return stripe.transfers.createReversal(transfer, params, options);
  }

  async succeeded(
    { id: stripeReversalId }: Stripe.TransferReversal,
    { subjectId: id }: StripeOperationEntity,
    manager: EntityManager,
  ): Promise<void> {
    await this.refunds.moveLeg(manager, { id }, { state: 'done', stripeReversalId });
  }

  /** The seller has nothing to give: the buyer gets the money all the same, the seller owes it. */
  async rejected(
    { message: failureReason }: StripeRejection,
    { subjectId: id, params }: StripeOperationEntity,
    manager: EntityManager,
  ): Promise<void> {
    const leg = await manager.findOneByOrFail(RefundLegEntity, { id });
    const refund = await manager.findOneByOrFail(RefundEntity, { id: leg.refundId });
    const transfer = await manager.findOneByOrFail(TransferEntity, { id: leg.transferId ?? '' });
    const { amount } = params as unknown as { amount: number };
    await this.refunds.moveLeg(manager, leg, { state: 'owed', failureReason });
    const { commissionBackMinor } = leg;
    await this.reversals.owe(manager, refund, leg, transfer, {
      cause: 'refused',
      owedMinor: BigInt(amount),
      commissionBackMinor,
    });
  }

  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.TransferReversal | null> {
    const { transfer } = operation.params as unknown as ReversalParams;
    for await (const reversal of stripe.transfers.listReversals(transfer, { limit: 100 })) {
      if (reversal.metadata?.operation_id === operation.id) return reversal;
    }
    return null;
  }
}
