import { DomainError } from '@guildhall/http';
import type { Money } from '@guildhall/money';

export class PayoutNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'payout_not_found';
  constructor() {
    super('There is no such payout.');
  }
}

export class PayeeNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'seller_not_found';
  constructor() {
    super('There is no such seller.');
  }
}

export class PayoutsNotEnabled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'payouts_not_enabled';
  constructor(disabledReason: string | null) {
    super('Stripe does not let this account be paid out yet: the seller has to finish onboarding.', { disabledReason });
  }
}

export class PayoutsHeld extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'payouts_held';
  constructor(reason: string) {
    super(`Payouts to this seller are held: ${reason}`, { reason });
  }
}

export class PayoutsNotHeld extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'payouts_not_held';
  constructor() {
    super('Payouts to this seller are not held.');
  }
}

export class PayoutExceedsBalance extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'payout_exceeds_balance';
  constructor(payable: Money) {
    super(`At most ${payable.toString()} can be paid out now.`, {
      payableMinor: payable.toMinorNumber(),
      currency: payable.currency,
    });
  }
}

export class PayoutBelowMinimum extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'payout_below_minimum';
  constructor(minimum: Money) {
    super(`The smallest payout is ${minimum.toString()}.`, {
      minimumMinor: minimum.toMinorNumber(),
      currency: minimum.currency,
    });
  }
}

export class PayoutNotWhole extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'payout_not_whole';
  constructor(step: Money) {
    super(`A payout must be a multiple of ${step.toString()}.`, {
      stepMinor: step.toMinorNumber(),
      currency: step.currency,
    });
  }
}

export class NoBalanceInCurrency extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'no_balance_in_currency';
  constructor(currency: string, currencies: readonly string[]) {
    super(`The account holds no ${currency.toUpperCase()}.`, { currency, currencies });
  }
}

export class PayoutNotCancelable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'payout_not_cancelable';
  constructor(state: string) {
    super('Only a payout that has not left yet can be canceled.', { state });
  }
}

export class BalanceUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'balance_unavailable';
  constructor() {
    super('Stripe did not tell the balance in time. Nothing was done: send the same request again in a moment.');
  }
}
