import { DomainError } from '@guildhall/http';
import { COUNTRY_CURRENCIES } from '@guildhall/money';

export class SellerExists extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'seller_exists';
  constructor(sellerId: string) {
    super('This user is a seller already: use GET /v1/sellers/me.', { sellerId });
  }
}

export class SellerNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'seller_not_found';
  constructor() {
    super('There is no such seller, or it is not yours. Sign up with POST /v1/sellers first.');
  }
}

export class CountryNotSupported extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'country_not_supported';
  constructor(country: string) {
    super(`Stripe opens no connected accounts in ${country}.`, { country, supported: Object.keys(COUNTRY_CURRENCIES) });
  }
}

export class AgreementNotSupported extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'agreement_not_supported';
  constructor() {
    super('A recipient agreement is for sellers in another country than the platform: choose the full agreement.');
  }
}

export class SellerNotConnected extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'seller_not_connected';
  constructor() {
    super('The seller has no connected Stripe account: POST /v1/sellers/me/connect makes one.');
  }
}

export class SellerDisconnected extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'seller_disconnected';
  constructor() {
    super(
      'The seller has disconnected the platform at Stripe. What is owed stays in the books; ask the operator to reconnect.',
    );
  }
}

export class NoExpressDashboard extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'no_express_dashboard';
  constructor(accountType: string) {
    super(
      accountType === 'express'
        ? 'Finish onboarding first: the Express dashboard opens once all details are submitted.'
        : `A ${accountType} account has no Express dashboard.`,
      { accountType },
    );
  }
}

export class ReturnUrlNotAllowed extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'return_url_not_allowed';
  constructor(allowed: readonly string[]) {
    super('The address to return to must belong to this marketplace.', { allowed });
  }
}

export class AccountNotCreated extends DomainError {
  readonly kind = 'refused';
  readonly code = 'account_not_created';
  constructor(reason: string) {
    super(`Stripe refused to open the account: ${reason}`);
  }
}

export class StripeUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'stripe_unavailable';
  constructor() {
    super('Stripe did not answer in time. Nothing is lost: send the same request again in a moment.');
  }
}
