import { DomainError } from '@guildhall/http';

/** The rule contradicts itself. Correct it and send it again. */
export class CommissionRuleInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'commission_rule_invalid';
}

export class CommissionRuleNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'commission_rule_not_found';
  constructor() {
    super('There is no such commission rule.');
  }
}

/** The platform's own rule is only ever replaced; any other ends once. */
export class CommissionRuleNotEndable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'commission_rule_not_endable';
}
