import { DomainError } from '@guildhall/http';

/** The period cannot be shown. The message says what to change. */
export class OverviewPeriodInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'overview_period_invalid';
}
