import { SellerShareEntity } from '@guildhall/database';
import { Ledger } from '@guildhall/ledger';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { applicationFeeRefunded, type BookedTransaction } from './refund.posting.js';
import { toBooked } from './stripe-transaction.js';

interface RefundedFee {
  readonly stripeAccountId: string;
  /** The platform's charge, to find the order by. */
  readonly chargeId: string | null;
  readonly refunds: readonly { id: string; platform: BookedTransaction; connectedTransactionId: string }[];
}

/** The platform gave an application fee back to the seller (with a refund, or by itself). */
@Injectable()
@StripeWebhookHandler('application_fee.refunded', 'application_fee.refund.updated')
export class FeeRefundedWebhookHandler implements WebhookHandler<RefundedFee | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly ledger: Ledger,
  ) {}

  async prepare(object: object): Promise<RefundedFee | null> {
    const feeId = feeOf(object as Stripe.ApplicationFee | Stripe.FeeRefund);
    const fee = await this.stripe.sdk.applicationFees.retrieve(feeId);
    const stripeAccountId = idOf(fee.account);
    const chargeId = fee.originating_transaction === null ? null : idOf(fee.originating_transaction);
    const refunds = [];
    const listed = this.stripe.sdk.applicationFees.listRefunds(feeId, {
      limit: 100,
      expand: ['data.balance_transaction'],
    });
    for await (const refund of listed) {
      const platform = toBooked(refund.balance_transaction);
      if (platform === null) throw new Error(`fee refund ${refund.id} has no balance transaction yet`);
      const connectedTransactionId = await this.connectedTransaction(refund.id, stripeAccountId);
      refunds.push({ id: refund.id, platform, connectedTransactionId });
    }
    return { stripeAccountId, chargeId, refunds };
  }

  async apply(fee: RefundedFee | null, manager: EntityManager): Promise<void> {
    if (fee?.chargeId === null || fee === null) return;
    const share = await manager
      .createQueryBuilder(SellerShareEntity, 'share')
      .innerJoin('payment', 'payment', 'payment.order_id = share.order_id')
      .where('payment.stripe_charge_id = :chargeId', { chargeId: fee.chargeId })
      .getOne();
    if (share === null) throw new Error(`charge ${fee.chargeId} of a refunded fee is not booked yet`);
    for (const { id, platform, connectedTransactionId } of fee.refunds) {
      await this.ledger.post(
        manager,
        applicationFeeRefunded({
          orderId: share.orderId,
          sellerId: share.sellerId,
          stripeAccountId: fee.stripeAccountId,
          feeRefundId: id,
          platform,
          connected: { transactionId: connectedTransactionId },
        }),
      );
    }
  }

  /** The account's own side of a fee refund names the fee refund as its source. */
  private async connectedTransaction(source: string, stripeAccount: string): Promise<string> {
    const { data } = await this.stripe.sdk.balanceTransactions.list({ source, limit: 1 }, { stripeAccount });
    const [transaction] = data;
    if (transaction === undefined) throw new Error(`fee refund ${source} has not reached ${stripeAccount} yet`);
    return transaction.id;
  }
}

function feeOf(object: Stripe.ApplicationFee | Stripe.FeeRefund): string {
  return object.object === 'application_fee' ? object.id : idOf(object.fee);
}

function idOf(reference: string | { id: string }): string {
  return typeof reference === 'string' ? reference : reference.id;
}
