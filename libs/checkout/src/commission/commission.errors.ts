import { DomainError } from '@guildhall/http';

/** The rule contradicts itself. Correct it and send it again. */
export class CommissionRuleInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'commission_rule_invalid';
}
