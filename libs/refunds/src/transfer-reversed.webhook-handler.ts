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
import { RefundRepository } from './refund.repository.js';
import { idOf, settled } from './stripe-transaction.js';

interface ReversalMoved {
  readonly reversal: Stripe.TransferReversal;
  readonly platform: BookedTransaction;
  readonly connected: BookedTransaction;
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
    private readonly refunds: RefundRepository,
    private readonly ledger: Ledger,
  ) {}

  async prepare(object: object): Promise<ReversedTransfer> {
    const transfer = object as Stripe.Transfer;
    const destination = idOf(`the destination of ${transfer.id}`, transfer.destination);
    const reversals: ReversalMoved[] = [];
    const expand = ['data.balance_transaction', 'data.source_refund'];
    for await (const reversal of this.stripe.sdk.transfers.listReversals(transfer.id, { limit: 100, expand }))
      reversals.push(await this.moved(reversal, destination));
    return { transferGroup: transfer.transfer_group, destination, reversals };
  }

  async apply({ transferGroup, destination, reversals }: ReversedTransfer, manager: EntityManager): Promise<void> {
    const found = await orderOfTransfer(manager, transferGroup, destination);
    if (found === null) return; // not of an order of ours
    const { order, seller } = found;
    const side = { orderId: order.id, sellerId: seller.id, stripeAccountId: destination };
    for (const { reversal, platform, connected } of reversals) {
      const leg = await this.findLeg(manager, reversal, seller.id);
      // A destination charge gives its commission back as an application fee refund, which is booked by itself.
      const commissionBackMinor = order.chargeMode === 'separate' ? (leg?.commissionBackMinor ?? 0n) : 0n;
      const entry = transferReversed({ ...side, reversalId: reversal.id, platform, connected, commissionBackMinor });
      await this.ledger.post(manager, entry);
      if (leg !== null) await this.refunds.moveLeg(manager, leg, { state: 'done', stripeReversalId: reversal.id });
    }
  }

  private async moved(reversal: Stripe.TransferReversal, stripeAccount: string): Promise<ReversalMoved> {
    const { id, destination_payment_refund: refundId, balance_transaction: transaction } = reversal;
    const refund = await this.stripe.sdk.refunds.retrieve(
      idOf(`the destination's side of ${id}`, refundId),
      { expand: ['balance_transaction'] },
      { stripeAccount },
    );
    return {
      reversal,
      platform: settled(id, transaction),
      connected: settled(refund.id, refund.balance_transaction),
    };
  }

  /** Ours by metadata; one that Stripe made with a refund, by that refund's own metadata. */
  private async findLeg(
    manager: EntityManager,
    { metadata, source_refund: sourceRefund }: Stripe.TransferReversal,
    sellerId: string,
  ): Promise<RefundLegEntity | null> {
    const legId = metadata?.refund_leg_id;
    if (legId !== undefined && isId(legId)) return manager.findOneBy(RefundLegEntity, { id: legId });
    const refundId = typeof sourceRefund === 'string' ? undefined : sourceRefund?.metadata?.refund_id;
    if (refundId === undefined || !isId(refundId)) return null;
    return manager.findOneBy(RefundLegEntity, { refundId, sellerId });
  }
}
