import { SellerEntity } from '@guildhall/database';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A seller replaced the bank account that a payout failed on: the hold on payouts lifts. */
@Injectable()
@StripeWebhookHandler('account.external_account.created', 'account.external_account.updated')
export class BankAccountWebhookHandler implements WebhookHandler<boolean> {
  constructor(private readonly stripe: StripeClient) {}

  /** Whether no payout has failed on any of the accounts that payouts go to by default, one per currency. */
  async prepare(_object: unknown, { stripeAccount }: WebhookContext): Promise<boolean> {
    if (stripeAccount === null) return false;
    const account = await this.stripe.sdk.accounts.retrieve(stripeAccount);
    const all = account.external_accounts?.data ?? [];
    const targets = all.filter(({ default_for_currency: isDefault }) => isDefault === true);
    return targets.length > 0 && targets.every(({ status }) => status !== 'errored');
  }

  async apply(isUsable: boolean, manager: EntityManager, { stripeAccount }: WebhookContext): Promise<void> {
    if (!isUsable || stripeAccount === null) return;
    await manager.update(
      SellerEntity,
      { stripeAccountId: stripeAccount },
      { payoutHoldReason: null, updatedAt: new Date() },
    );
  }
}
