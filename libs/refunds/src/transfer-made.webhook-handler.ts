import { RefundEntity } from '@guildhall/database';
import { StripeWebhookHandler, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { type EntityManager, In } from 'typeorm';
import { orderOfTransfer } from './order-of-transfer.js';
import { RefundRepository } from './refund.repository.js';
import { Reversals } from './reversals.js';
import { idOf } from './stripe-transaction.js';

/** A refund may be asked for while a transfer is on its way: once it has arrived, it is taken back. */
@Injectable()
@StripeWebhookHandler('transfer.created')
export class TransferMadeWebhookHandler implements WebhookHandler<Stripe.Transfer> {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly reversals: Reversals,
  ) {}

  /** What it needs of a transfer never changes. */
  prepare(object: object): Promise<Stripe.Transfer> {
    return Promise.resolve(object as Stripe.Transfer);
  }

  async apply({ id, transfer_group: group, destination }: Stripe.Transfer, manager: EntityManager): Promise<void> {
    const found = await orderOfTransfer(manager, group, idOf(`the destination of ${id}`, destination));
    if (found?.order.chargeMode !== 'separate') return;
    await this.refunds.lockOrder(manager, found.order.id);
    const waiting = await manager.findBy(RefundEntity, {
      orderId: found.order.id,
      state: In(['pending', 'requires_action', 'succeeded']),
    });
    for (const refund of waiting) {
      await this.reversals.start(manager, refund, { sellerId: found.seller.id, stripeTransferId: id });
    }
  }
}
