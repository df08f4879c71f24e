import { StripeClient } from '@guildhall/stripe';
import { Injectable } from '@nestjs/common';
import { NoExpressDashboard, SellerDisconnected, SellerNotConnected } from './onboarding.errors.js';
import { SellerQueries } from './seller.queries.js';

/** Asks for a link into the seller's Express dashboard. It is worth nothing once lost, so it is no operation. */
@Injectable()
export class OpenDashboard {
  constructor(
    private readonly sellers: SellerQueries,
    private readonly stripe: StripeClient,
  ) {}

  /** @throws SellerNotFound, SellerNotConnected, SellerDisconnected, NoExpressDashboard */
  async execute(userId: string): Promise<{ url: string }> {
    const seller = await this.sellers.ofUser(userId);
    if (seller.deauthorizedAt !== null) throw new SellerDisconnected();
    if (seller.stripeAccountId === null) throw new SellerNotConnected();
    if (seller.accountType !== 'express' || !seller.detailsSubmitted) throw new NoExpressDashboard(seller.accountType);
    const { url } = await this.stripe.sdk.accounts.createLoginLink(seller.stripeAccountId);
    return { url };
  }
}
