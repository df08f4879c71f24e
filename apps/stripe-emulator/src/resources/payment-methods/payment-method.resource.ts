import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import type { BankOutcome } from './test-banks.js';

export interface PaymentMethodHidden {
  /** Name of the test card; its number is kept nowhere. */
  readonly card: string | null;
  readonly bank: BankOutcome | null;
  /** Authenticated for later off-session payments. */
  readonly isSetUp: boolean;
  /** A bank account that needs no micro-deposits (any more). */
  readonly isVerified: boolean;
  /** Used without a customer, or detached from one: it may not be used again. */
  readonly isSpent: boolean;
}

export const paymentMethods = defineResource<Stripe.PaymentMethod, PaymentMethodHidden>({
  object: 'payment_method',
  idPrefix: 'pm',
  label: 'PaymentMethod',
  pathParam: 'payment_method',
  filters: {
    customer: (method) => (method.customer as string | null) ?? undefined,
    type: (method) => method.type,
    allow_redisplay: (method) => method.allow_redisplay,
  },
  expandable: { customer: 'customer' },
});
