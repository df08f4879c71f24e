import { Ledger } from '@guildhall/ledger';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { RefundProgress } from './refund-progress.js';
import { type BookedTransaction, refundMoved } from './refund.posting.js';
import { RefundRepository } from './refund.repository.js';
import { toBooked } from './stripe-transaction.js';

interface CurrentRefund {
  readonly refund: Stripe.Refund;
  readonly moved: BookedTransaction | null;
  /** Of a refund that failed: the money that came back. */
  readonly returned: BookedTransaction | null;
}

/** What Stripe tells about the buyer's money: on its way, arrived, or come back days later. */
@Injectable()
@StripeWebhookHandler('refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated')
export class RefundWebhookHandler implements WebhookHandler<CurrentRefund | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly refunds: RefundRepository,
    private readonly progress: RefundProgress,
    private readonly ledger: Ledger,
  ) {}

  /** Reads the current state: events may arrive out of order. Null for what a reversal does to a connected account. */
  async prepare({ id }: { id?: string }, { stripeAccount }: WebhookContext): Promise<CurrentRefund | null> {
    if (stripeAccount !== null) return null;
    const expand = ['balance_transaction', 'failure_balance_transaction'];
    const refund = await this.stripe.sdk.refunds.retrieve(id ?? '', { expand });
    return {
      refund,
      moved: toBooked(refund.balance_transaction),
      returned: toBooked(refund.failure_balance_transaction ?? null),
    };
  }

  async apply(current: CurrentRefund | null, manager: EntityManager): Promise<void> {
    if (current === null) return;
    const { refund: atStripe, moved, returned } = current;
    const refund = await this.refunds.lock(manager, atStripe.metadata?.refund_id ?? '');
    if (refund === null) return; // made by somebody else at Stripe: reconciliation lists it
    const { orderId } = refund;
    if (moved !== null) await this.ledger.post(manager, refundMoved(orderId, atStripe.id, moved, 'refund'));
    if (returned !== null) {
      await this.ledger.post(manager, refundMoved(orderId, atStripe.id, returned, 'refund failed'));
    }
    await this.progress.report(manager, refund, atStripe);
  }
}
