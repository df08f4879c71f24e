import { DomainError } from '@guildhall/http';
import type { Money } from '@guildhall/money';

/** Why one item of a request cannot be bought now. */
export interface ItemProblem {
  readonly productId: string;
  readonly code: 'product_not_found' | 'product_archived' | 'out_of_stock' | 'seller_not_ready';
  readonly message: string;
  /** What would still be there, when the stock is the reason. */
  readonly available?: number;
}

/** Some items cannot be bought; nothing was reserved. Take them out, or ask again later. */
export class ItemsNotAvailable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'items_not_available';

  constructor(items: readonly ItemProblem[]) {
    super(items.map(({ message }) => message).join(' '), { items });
  }
}

/** One order is paid in one currency. Order the others apart. */
export class CurrenciesMixed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'currencies_mixed';

  constructor(currencies: readonly string[]) {
    super(`An order has one currency; these products are sold in ${currencies.join(', ')}. Order them apart.`, {
      currencies,
    });
  }
}

/** The buyer saw another total than the one that is true now. Show the new one and let them confirm it. */
export class PriceChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'price_changed';

  constructor(total: Money, acceptedTotalMinor: number) {
    super(`The total is now ${total.toString()}. Confirm it by sending it as acceptedTotalMinor.`, {
      totalMinor: total.toMinorNumber(),
      currency: total.currency,
      acceptedTotalMinor,
    });
  }
}

/** Stripe charges at most 99,999,999 minor units at once. Split the order. */
export class OrderTotalTooLarge extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'order_total_too_large';

  constructor(total: Money) {
    super(`${total.toString()} is more than can be charged at once: split the order.`);
  }
}

/** No such order, or not yours. */
export class OrderNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'order_not_found';

  constructor() {
    super('There is no such order.');
  }
}

/** The order was paid, or the bank is at work. When it is paid, ask for a refund. */
export class OrderNotCancelable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'order_not_cancelable';

  constructor(state: string) {
    super(
      state === 'processing'
        ? 'The bank is carrying out the payment: the order can be canceled only once that has ended.'
        : `The order is ${state}: it cannot be canceled any more. Ask for a refund instead.`,
      { state },
    );
  }
}

/** A guest leaves an e-mail address, so that the order can be found again. */
export class GuestEmailRequired extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'guest_email_required';

  constructor() {
    super('Sign in, or give an e-mail address as guestEmail.');
  }
}

/** Every open page holds a connection; there are enough of them. Ask with GET now and then instead. */
export class TooManyWatchers extends DomainError {
  readonly kind = 'too_many';
  readonly code = 'too_many_watchers';

  constructor() {
    super('Too many are following this order, or orders at all. Ask for it now and then instead.', {
      retryAfterSeconds: 30,
    });
  }
}
