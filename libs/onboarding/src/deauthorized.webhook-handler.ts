import { Outbox } from '@guildhall/outbox';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SellerRepository } from './seller.repository.js';

/** The seller has disconnected the platform: from now on no call may name that account. What is owed stays in the books. */
@Injectable()
@StripeWebhookHandler('account.application.deauthorized')
export class DeauthorizedWebhookHandler implements WebhookHandler<null> {
  constructor(
    private readonly sellers: SellerRepository,
    private readonly outbox: Outbox,
  ) {}

  prepare(): Promise<null> {
    return Promise.resolve(null);
  }

  async apply(_prepared: null, manager: EntityManager, { stripeAccount, createdAt }: WebhookContext): Promise<void> {
    if (stripeAccount === null) return;
    const seller = await this.sellers.lockByAccount(manager, stripeAccount);
    if (seller === null || seller.deauthorizedAt !== null) return;
    seller.deauthorizedAt = createdAt;
    seller.chargesEnabled = false;
    seller.payoutsEnabled = false;
    seller.cardPayments = 'inactive';
    seller.transfers = 'inactive';
    seller.updatedAt = new Date();
    await manager.save(seller);
    await this.outbox.publish(manager, 'seller.deauthorized', { sellerId: seller.id });
  }
}
