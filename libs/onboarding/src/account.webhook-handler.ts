import type { SellerEntity } from '@guildhall/database';
import { Outbox } from '@guildhall/outbox';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { mirrorAccount, readinessOf } from './readiness.js';
import { SellerRepository } from './seller.repository.js';

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
export class AccountWebhookHandler implements WebhookHandler<Stripe.Account | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly sellers: SellerRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Null when the event is about the platform itself, or the account can no longer be read because it disconnected. */
  async prepare(_object: unknown, { stripeAccount }: WebhookContext): Promise<Stripe.Account | null> {
    if (stripeAccount === null) return null;
    try {
      return await this.stripe.sdk.accounts.retrieve(stripeAccount);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }

  async apply(account: Stripe.Account | null, manager: EntityManager): Promise<void> {
    if (account === null) return;
    const seller = (await this.sellers.lockByAccount(manager, account.id)) ?? (await this.adopt(manager, account));
    if (seller === null || seller.deauthorizedAt !== null) return;
    const changed = mirrorAccount(seller, account);
    await manager.save(seller);
    if (!changed) return;
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

function isGone(error: unknown): boolean {
  const { statusCode } = error as { statusCode?: number };
  return statusCode === 403 || statusCode === 404;
}
