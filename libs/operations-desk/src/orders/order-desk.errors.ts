import { DomainError } from '@guildhall/http';

export class OrderNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'order_not_found';
  constructor() {
    super('There is no such order.');
  }
}
