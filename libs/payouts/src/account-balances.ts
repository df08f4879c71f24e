import { StripeClient } from '@guildhall/stripe';
import { Injectable } from '@nestjs/common';
import { type AvailableFunds, availableFunds } from './payable.js';
import { BalanceUnavailable } from './payout.errors.js';

/** What Stripe holds for a connected account right now. */
@Injectable()
export class AccountBalances {
  constructor(private readonly stripe: StripeClient) {}

  /** @throws BalanceUnavailable when Stripe does not answer */
  async of(stripeAccount: string): Promise<AvailableFunds[]> {
    try {
      return availableFunds(await this.stripe.sdk.balance.retrieve({}, { stripeAccount }));
    } catch {
      throw new BalanceUnavailable();
    }
  }
}
