import { DomainError } from '@guildhall/http';

/** The amount cannot be charged in that currency. Correct it and send it again. */
export class ShippingRuleInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'shipping_rule_invalid';
}
