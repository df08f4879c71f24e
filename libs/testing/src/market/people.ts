import type { AdminApi, BuyerApi, SellerApi } from '@guildhall/api-client';

/** Somebody with a login, speaking to an API. */
export interface Person<Api> {
  readonly email: string;
  readonly password: string;
  readonly api: Api;
  readonly token: string;
}

export interface MarketSeller extends Person<SellerApi> {
  readonly id: string;
  /** Connected account. */
  readonly accountId: string;
  readonly displayName: string;
  readonly currency: string;
}

export type MarketBuyer = Person<BuyerApi>;
export type MarketOperator = Person<AdminApi>;

export interface MarketProduct {
  readonly id: string;
  readonly sellerId: string;
  readonly priceMinor: number;
  readonly currency: string;
}

export interface MarketOrder {
  readonly id: string;
  readonly paymentIntentId: string;
  readonly clientSecret: string;
  readonly amountMinor: number;
  /** Whoever placed it: signed in, or a guest with the order's token. */
  readonly buyer: BuyerApi;
  readonly orderToken: string | null;
}

/** Stripe's published test payment methods, by what they do. */
export const TEST_CARDS = {
  pays: 'pm_card_visa',
  insufficientFunds: 'pm_card_visa_chargeDeclinedInsufficientFunds',
  declined: 'pm_card_visa_chargeDeclined',
  asksFor3ds: 'pm_card_threeDSecure2Required',
  /** Saved cards of this kind are refused off-session. */
  authenticationRequired: 'pm_card_authenticationRequired',
  /** Its money is available at once. */
  availableAtOnce: 'pm_card_bypassPending',
} as const;
