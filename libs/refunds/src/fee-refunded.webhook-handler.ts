import { Ledger } from '@guildhall/ledger';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { orderOfTransfer } from './order-of-transfer.js';
import { applicationFeeRefunded, type BookedTransaction } from './refund.posting.js';
import { idOf, settled } from './stripe-transaction.js';

interface FeeRefundMoved {
  readonly id: string;
  readonly platform: BookedTransaction;
  readonly connected: BookedTransaction;
}

interface RefundedFee {
  readonly stripeAccountId: string;
  readonly transferGroup: string;
  readonly refunds: readonly FeeRefundMoved[];
}

/** The platform gave an application fee back to the seller (with a refund, or by itself). */
@Injectable()
@StripeWebhookHandler('application_fee.refunded', 'application_fee.refund.updated')
export class FeeRefundedWebhookHandler implements WebhookHandler<RefundedFee | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly ledger: Ledger,
  ) {}

  async prepare(object: object, context: WebhookContext): Promise<RefundedFee | null> {
    if (context.stripeAccount !== null) return null;
    const feeId = feeOf(object as Stripe.ApplicationFee | Stripe.FeeRefund);
    const fee = await this.stripe.sdk.applicationFees.retrieve(feeId, { expand: ['originating_transaction'] });
    const origin = fee.originating_transaction;
    // The charge on the platform knows its order by the transfer group; a fee of anything else is not of an order.
    if (origin === null || typeof origin === 'string' || origin.transfer_group === null) return null;
    const stripeAccountId = idOf(`the account of ${feeId}`, fee.account);
    const refunds: FeeRefundMoved[] = [];
    const expand = ['data.balance_transaction'];
    for await (const { id, balance_transaction } of this.stripe.sdk.applicationFees.listRefunds(feeId, {
      limit: 100,
      expand,
    })) {
      const connected = await this.connectedSide(id, stripeAccountId);
      refunds.push({ id, platform: settled(id, balance_transaction), connected });
    }
    return { stripeAccountId, transferGroup: origin.transfer_group, refunds };
  }

  async apply(fee: RefundedFee | null, manager: EntityManager): Promise<void> {
    if (fee === null) return;
    const { stripeAccountId, transferGroup, refunds } = fee;
    const found = await orderOfTransfer(manager, transferGroup, stripeAccountId);
    if (found === null) return; // not of an order of ours
    const side = { orderId: found.order.id, sellerId: found.seller.id, stripeAccountId };
    for (const { id, platform, connected } of refunds) {
      await this.ledger.post(manager, applicationFeeRefunded({ ...side, feeRefundId: id, platform, connected }));
    }
  }

  /** The account's own side of a fee refund names the fee refund as its source. */
  private async connectedSide(source: string, stripeAccount: string): Promise<BookedTransaction> {
    const { data } = await this.stripe.sdk.balanceTransactions.list({ source, limit: 1 }, { stripeAccount });
    return settled(`the account's side of ${source}`, data[0]);
  }
}

function feeOf(object: Stripe.ApplicationFee | Stripe.FeeRefund): string {
  return object.object === 'application_fee' ? object.id : idOf(`the fee of ${object.id}`, object.fee);
}
