import type { RefundEntity } from '@guildhall/database';
import { Ledger } from '@guildhall/ledger';
import { Outbox } from '@guildhall/outbox';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { type BookedTransaction, refundMoved } from './refund.posting.js';
import { RefundRepository } from './refund.repository.js';
import { isOver, mayBecome, stateOf } from './refund.states.js';
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
export class RefundWebhookHandler implements WebhookHandler<CurrentRefund> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly refunds: RefundRepository,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  /** Reads the current state: events may arrive out of order. */
  async prepare({ id }: { id?: string }): Promise<CurrentRefund> {
    const expand = ['balance_transaction', 'failure_balance_transaction'];
    const refund = await this.stripe.sdk.refunds.retrieve(id ?? '', { expand });
    return {
      refund,
      moved: toBooked(refund.balance_transaction),
      returned: toBooked(refund.failure_balance_transaction ?? null),
    };
  }

  async apply({ refund: current, moved, returned }: CurrentRefund, manager: EntityManager): Promise<void> {
    const refund = await this.refunds.lock(manager, current.metadata?.refund_id ?? '');
    if (refund === null) return; // made by somebody else at Stripe: reconciliation lists it
    if (moved !== null) await this.ledger.post(manager, refundMoved(refund.orderId, current.id, moved, 'refund'));
    if (returned !== null) {
      await this.ledger.post(manager, refundMoved(refund.orderId, current.id, returned, 'refund failed'));
    }
    await this.advance(refund, current, manager);
  }

  private async advance(refund: RefundEntity, current: Stripe.Refund, manager: EntityManager): Promise<void> {
    const state = stateOf(current.status);
    const isNew = refund.stripeRefundId === null || mayBecome(refund.state, state);
    if (!isNew) return;
    refund.stripeRefundId = current.id;
    if (mayBecome(refund.state, state)) refund.state = state;
    refund.failureReason = current.failure_reason ?? null;
    refund.updatedAt = new Date();
    await manager.save(refund);
    if (isOver(refund.state)) {
      await this.refunds.giveUp(manager, refund);
      await this.outbox.publish(manager, 'refund.failed', { orderId: refund.orderId, refundId: refund.id });
    } else if (refund.state === 'succeeded') {
      await this.outbox.publish(manager, 'order.refunded', { orderId: refund.orderId });
    }
  }
}
