import { SellerEntity } from '@guildhall/database';
import { Outbox } from '@guildhall/outbox';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource, type EntityManager } from 'typeorm';
import { mirrorAccount, readinessOf } from './readiness.js';
import { SellerRepository } from './seller.repository.js';

/** An account as it was read at Stripe, and the date of the mirror when that reading began. */
export interface ReadAccount {
  readonly account: Stripe.Account;
  readonly mirroredAt: Date | null;
}

/**
 * Capabilities, persons and bank accounts of one account tell of it at the same time, so two readings can cross: this
 * one began before another was written, and nobody knows which is newer. The event is tried again with a new reading.
 */
export class AccountReadTooEarly extends Error {
  constructor(accountId: string) {
    super(`another event has updated the mirror of ${accountId} since this reading began`);
    this.name = 'AccountReadTooEarly';
  }
}

/** Whatever changes about a connected account: its present state is read and mirrored. */
@Injectable()
@StripeWebhookHandler(
  'account.updated',
  'capability.updated',
  'account.external_account.created',
  'account.external_account.updated',
  'account.external_account.deleted',
  'person.created',
  'person.updated',
  'person.deleted',
)
export class AccountWebhookHandler implements WebhookHandler<ReadAccount | null> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stripe: StripeClient,
    private readonly sellers: SellerRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Null when the event is about the platform itself, or the account can no longer be read because it disconnected. */
  async prepare(_object: unknown, { stripeAccount }: WebhookContext): Promise<ReadAccount | null> {
    if (stripeAccount === null) return null;
    const before = await this.dataSource.getRepository(SellerEntity).findOneBy({ stripeAccountId: stripeAccount });
    try {
      const account = await this.stripe.sdk.accounts.retrieve(stripeAccount);
      return { account, mirroredAt: before?.updatedAt ?? null };
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }

  async apply(read: ReadAccount | null, manager: EntityManager): Promise<void> {
    if (read === null) return;
    const { account, mirroredAt } = read;
    const known = await this.sellers.lockByAccount(manager, account.id);
    const seller = known ?? (await this.adopt(manager, account));
    if (seller === null || seller.deauthorizedAt !== null) return;
    const datedBefore = seller.updatedAt.getTime();
    const change = mirrorAccount(seller, account);
    if (change === 'nothing' && known !== null) return;
    if (known !== null && mirroredAt?.getTime() !== datedBefore) throw new AccountReadTooEarly(account.id);
    await manager.save(seller);
    if (change !== 'readiness') return;
    const { canSell, canReceiveTransfers, canBePaidOut } = readinessOf(seller);
    await this.outbox.publish(manager, 'seller.readiness_changed', {
      sellerId: seller.id,
      canSell,
      canReceiveTransfers,
      canBePaidOut,
    });
  }

  /** The event may be here before the answer to the call that opened the account. */
  private async adopt(manager: EntityManager, account: Stripe.Account): Promise<SellerEntity | null> {
    const id = account.metadata?.seller_id;
    const seller = id === undefined || !isUuid(id) ? null : await this.sellers.lockById(manager, id);
    if (seller === null || seller.stripeAccountId !== null) return null;
    seller.stripeAccountId = account.id;
    return seller;
  }
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Disconnected or deleted. A key that merely lacks the permission is our own mistake, and must not go unnoticed. */
function isGone(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'account_invalid';
}
