import { RefundLegEntity } from '@guildhall/database';
import { isId } from '@guildhall/http';
import { Ledger } from '@guildhall/ledger';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { orderOfTransfer } from './order-of-transfer.js';
import { type BookedTransaction, transferReversed } from './refund.posting.js';
import { toBooked } from './stripe-transaction.js';

interface ReversalMoved {
  readonly reversal: Stripe.TransferReversal;
  readonly platform: BookedTransaction;
  readonly connectedTransactionId: string;
}

interface ReversedTransfer {
  readonly transferGroup: string | null;
  readonly destination: string;
  readonly reversals: readonly ReversalMoved[];
}

/** Books every reversal of a transfer, whoever asked for it, and closes the legs of refunds that waited for one. */
@Injectable()
@StripeWebhookHandler('transfer.reversed')
export class TransferReversedWebhookHandler implements WebhookHandler<ReversedTransfer> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly ledger: Ledger,
  ) {}

  async prepare(object: object): Promise<ReversedTransfer> {
    const transfer = object as Stripe.Transfer;
    const destination = idOf(transfer.destination);
    const reversals: ReversalMoved[] = [];
    const listed = this.stripe.sdk.transfers.listReversals(transfer.id, {
      limit: 100,
      expand: ['data.balance_transaction'],
    });
    for await (const reversal of listed) reversals.push(await this.moved(reversal, destination));
    return { transferGroup: transfer.transfer_group, destination, reversals };
  }

  async apply({ transferGroup, destination, reversals }: ReversedTransfer, manager: EntityManager): Promise<void> {
    const found = await orderOfTransfer(manager, transferGroup, destination);
    if (found === null) return;
    const { order, seller } = found;
    for (const { reversal, platform, connectedTransactionId } of reversals) {
      const leg = await this.findLeg(manager, reversal, order.id, seller.id);
      const isSeparate = order.chargeMode === 'separate';
      await this.ledger.post(
        manager,
        transferReversed({
          orderId: order.id,
          sellerId: seller.id,
          stripeAccountId: destination,
          reversalId: reversal.id,
          platform,
          connected: { transactionId: connectedTransactionId },
          commissionBackMinor: isSeparate ? (leg?.commissionBackMinor ?? 0n) : 0n,
        }),
      );
      if (leg !== null) await this.close(manager, leg, reversal.id);
    }
  }

  private async moved(reversal: Stripe.TransferReversal, stripeAccount: string): Promise<ReversalMoved> {
    const platform = toBooked(reversal.balance_transaction);
    const refundId = reversal.destination_payment_refund;
    if (platform === null || refundId === null)
      throw new Error(`reversal ${reversal.id} has no balance transaction yet`);
    const expand = ['balance_transaction'];
    const refund = await this.stripe.sdk.refunds.retrieve(idOf(refundId), { expand }, { stripeAccount });
    const connected = toBooked(refund.balance_transaction);
    if (connected === null) throw new Error(`refund ${refund.id} has no balance transaction yet`);
    return { reversal, platform, connectedTransactionId: connected.id };
  }

  /** Ours by metadata; one that Stripe made with a refund, by that refund. */
  private async findLeg(
    manager: EntityManager,
    { metadata, source_refund: sourceRefund }: Stripe.TransferReversal,
    orderId: string,
    sellerId: string,
  ): Promise<RefundLegEntity | null> {
    const legId = metadata?.refund_leg_id;
    if (legId !== undefined && isId(legId)) return manager.findOneBy(RefundLegEntity, { id: legId });
    if (sourceRefund === null) return null;
    return manager
      .createQueryBuilder(RefundLegEntity, 'leg')
      .innerJoin('refund', 'refund', 'refund.id = leg.refund_id')
      .where('leg.seller_id = :sellerId AND refund.order_id = :orderId', { sellerId, orderId })
      .andWhere('(refund.stripe_refund_id = :sourceRefund OR refund.stripe_refund_id IS NULL)', {
        sourceRefund: idOf(sourceRefund),
      })
      .orderBy('leg.id', 'DESC')
      .getOne();
  }

  private async close(manager: EntityManager, leg: RefundLegEntity, reversalId: string): Promise<void> {
    if (leg.state === 'done' && leg.stripeReversalId !== null) return;
    await manager.update(
      RefundLegEntity,
      { id: leg.id },
      { state: 'done', stripeReversalId: reversalId, updatedAt: new Date() },
    );
  }
}

function idOf(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error('a transfer without destination cannot be reversed');
  return typeof reference === 'string' ? reference : reference.id;
}
