import { type MarketplaceOrderEntity, newId, SellerShareEntity, TransferEntity } from '@guildhall/database';
import { Ledger } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { idOf, receivedBy, settled } from './settled-transaction.js';
import { transferMoved } from './transfer.posting.js';
import { TransferRepository, type TransferRow } from './transfer.repository.js';

/** A transfer of one of our orders, with both of its balance transactions. */
export interface SettledTransfer {
  readonly transfer: Stripe.Transfer;
  readonly transferGroup: string;
  readonly destination: string;
  readonly destinationPaymentId: string;
  readonly sent: Stripe.BalanceTransaction;
  /** Null when the seller has disconnected the platform meanwhile. */
  readonly received: Stripe.BalanceTransaction | null;
}

/**
 * Books transfers of both charge modes and keeps their rows: those that we asked for, and those that Stripe makes with
 * a destination charge, which get their row here. What was reversed is kept current; the refunds slice books it.
 */
@Injectable()
@StripeWebhookHandler('transfer.created', 'transfer.updated', 'transfer.reversed')
export class TransferWebhookHandler implements WebhookHandler<SettledTransfer | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly transfers: TransferRepository,
    private readonly ledger: Ledger,
  ) {}

  async prepare(object: unknown, context: WebhookContext): Promise<SettledTransfer | null> {
    const { id, transfer_group: transferGroup } = object as Stripe.Transfer;
    if (context.stripeAccount !== null || transferGroup === null) return null;
    const { sdk } = this.stripe;
    const transfer = await sdk.transfers.retrieve(id, { expand: ['balance_transaction'] });
    const destination = idOf(`the destination of ${id}`, transfer.destination);
    const destinationPaymentId = idOf(`the destination payment of ${id}`, transfer.destination_payment);
    return {
      transfer,
      transferGroup,
      destination,
      destinationPaymentId,
      sent: settled(id, transfer.balance_transaction),
      received: await receivedBy(sdk, destination, destinationPaymentId),
    };
  }

  async apply(current: SettledTransfer | null, manager: EntityManager): Promise<void> {
    if (current === null) return;
    const order = await this.transfers.lockOrderOfGroup(manager, current.transferGroup);
    const row = order === null ? null : await this.rowOf(manager, order, current);
    if (order === null || row === null) return; // not of an order of ours
    await this.follow(manager, row, current);
    const { transfer, destination, sent, received } = current;
    const commissionMinor = order.chargeMode === 'separate' ? row.commissionMinor : 0n;
    await this.ledger.post(
      manager,
      transferMoved({
        orderId: order.id,
        sellerId: row.sellerId,
        stripeAccountId: destination,
        stripeTransferId: transfer.id,
        commission: Money.of(commissionMinor, row.currency),
        sent,
        received,
      }),
    );
  }

  private async rowOf(
    manager: EntityManager,
    order: MarketplaceOrderEntity,
    { destination, transfer }: SettledTransfer,
  ): Promise<TransferEntity | null> {
    const existing = await manager.findOneBy(TransferEntity, { orderId: order.id, stripeAccountId: destination });
    if (existing !== null) return existing;
    const share = await manager.findOneBy(SellerShareEntity, { orderId: order.id, stripeAccountId: destination });
    if (share === null) return null;
    const now = new Date();
    const adopted = Object.assign(new TransferEntity(), {
      id: newId(),
      orderId: order.id,
      sellerId: share.sellerId,
      stripeAccountId: destination,
      chargeMode: order.chargeMode,
      state: 'created',
      currency: transfer.currency,
      amountMinor: BigInt(transfer.amount),
      commissionMinor: share.commissionMinor,
      reversedMinor: 0n,
      stripeTransferId: null,
      destinationPaymentId: null,
      failureReason: null,
      createdAt: now,
      updatedAt: now,
    } satisfies TransferRow);
    await manager.insert(TransferEntity, adopted);
    return adopted;
  }

  /** Only forward: what was reversed never becomes less, whatever arrives late. */
  private async follow(
    manager: EntityManager,
    row: TransferEntity,
    { transfer, destinationPaymentId }: SettledTransfer,
  ): Promise<void> {
    const change: Partial<TransferEntity> = {};
    if (row.stripeTransferId === null) {
      Object.assign(change, { stripeTransferId: transfer.id, destinationPaymentId, failureReason: null });
      if (row.state !== 'reversed') change.state = 'created';
    }
    const reversedMinor = BigInt(transfer.amount_reversed);
    if (reversedMinor > row.reversedMinor) change.reversedMinor = reversedMinor;
    if (reversedMinor > 0n && reversedMinor === row.amountMinor && row.state !== 'reversed') change.state = 'reversed';
    if (Object.keys(change).length > 0) await this.transfers.update(manager, row, change);
  }
}
