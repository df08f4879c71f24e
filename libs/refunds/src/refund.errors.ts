import { DomainError } from '@guildhall/http';

export class OrderNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'order_not_found';
  constructor() {
    super('There is no such order.');
  }
}

export class RefundNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'refund_not_found';
  constructor() {
    super('There is no such refund.');
  }
}

export class NothingToRefund extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'nothing_to_refund';
  constructor(orderState: string) {
    super('The buyer has not paid for this order, so there is nothing to give back.', { orderState });
  }
}

export class RefundExceedsRemaining extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'refund_exceeds_remaining';
  constructor(remainingMinor: bigint) {
    super('This order has been refunded, or a refund of it is on its way.', { remainingMinor: Number(remainingMinor) });
  }
}

/** An operator has not decided on the first one yet. */
export class RefundAlreadyAskedFor extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'refund_already_asked_for';
  constructor() {
    super('You have asked for a refund of this order already. We will tell you what becomes of it.');
  }
}

export class RefundRequestNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'refund_request_not_found';
  constructor() {
    super('There is no such refund request.');
  }
}

export class RefundRequestDecided extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'refund_request_decided';
  constructor(state: string) {
    super(`This request has been ${state} already.`, { state });
  }
}
