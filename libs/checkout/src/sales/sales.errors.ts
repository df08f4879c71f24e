import { DomainError } from '@guildhall/http';

/** The period cannot be shown. The message says what to change. */
export class SalesPeriodInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'sales_period_invalid';
}
