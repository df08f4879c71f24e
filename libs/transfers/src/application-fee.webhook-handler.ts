import { SellerShareEntity } from '@guildhall/database';
import { Ledger } from '@guildhall/ledger';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { idOf, receivedBy, settled } from './settled-transaction.js';
import { applicationFeeCollected } from './transfer.posting.js';
import { TransferRepository } from './transfer.repository.js';

/** An application fee of one of our orders, with what it did to both balances. */
export interface SettledApplicationFee {
  readonly id: string;
  readonly stripeAccountId: string;
  readonly transferGroup: string;
  readonly collected: Stripe.BalanceTransaction;
  /** Null when the seller has disconnected the platform meanwhile. */
  readonly received: Stripe.BalanceTransaction | null;
}

/** Books the commission of destination charges. */
@Injectable()
@StripeWebhookHandler('application_fee.created')
export class ApplicationFeeWebhookHandler implements WebhookHandler<SettledApplicationFee | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly transfers: TransferRepository,
    private readonly ledger: Ledger,
  ) {}

  async prepare(object: unknown, context: WebhookContext): Promise<SettledApplicationFee | null> {
    if (context.stripeAccount !== null) return null;
    const { id } = object as Stripe.ApplicationFee;
    const { sdk } = this.stripe;
    const fee = await sdk.applicationFees.retrieve(id, { expand: ['balance_transaction', 'originating_transaction'] });
    const origin = fee.originating_transaction;
    // The charge on the platform knows its order by the transfer group; a fee of anything else is not of an order.
    if (origin === null || typeof origin === 'string' || origin.transfer_group === null) return null;
    const stripeAccountId = idOf(`the account of ${id}`, fee.account);
    const paymentId = idOf(`the payment of ${id}`, fee.charge);
    return {
      id,
      stripeAccountId,
      transferGroup: origin.transfer_group,
      collected: settled(id, fee.balance_transaction),
      received: await receivedBy(sdk, stripeAccountId, paymentId),
    };
  }

  async apply(fee: SettledApplicationFee | null, manager: EntityManager): Promise<void> {
    if (fee === null) return;
    const { id, stripeAccountId, transferGroup, collected, received } = fee;
    const order = await this.transfers.lockOrderOfGroup(manager, transferGroup);
    if (order === null) return;
    const share = await manager.findOneByOrFail(SellerShareEntity, { orderId: order.id, stripeAccountId });
    await this.ledger.post(
      manager,
      applicationFeeCollected({
        orderId: order.id,
        sellerId: share.sellerId,
        stripeAccountId,
        applicationFeeId: id,
        collected,
        received,
      }),
    );
  }
}
