import { DomainError } from '@guildhall/http';

export class ProductNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'product_not_found';
  constructor() {
    super('There is no such product, or it is not for sale.');
  }
}

export class SellerNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'seller_not_found';
  constructor() {
    super('There is no such seller, or they sell nothing at the moment.');
  }
}

export class NotASeller extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'not_a_seller';
  constructor() {
    super('Sign up as a seller first: POST /v1/sellers.');
  }
}

export class SellerNotReady extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'seller_not_ready';
  constructor(missing: readonly string[], disabledReason: string | null) {
    super('You cannot sell yet: finish onboarding at Stripe. GET /v1/sellers/me says what is missing in plain words.', {
      missing,
      disabledReason,
    });
  }
}

export class PriceNotChargeable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'price_not_chargeable';
  constructor(priceMinor: bigint, stepMinor: bigint, currency: string) {
    super(
      `A price in ${currency.toUpperCase()} must be a multiple of ${stepMinor} minor units: Stripe charges no finer amounts.`,
      {
        priceMinor: Number(priceMinor),
        stepMinor: Number(stepMinor),
        currency,
      },
    );
  }
}
