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
  /** Wrong guesses at the micro-deposits of a bank account. */
  readonly failedVerifications?: number;
  /** The older object that it was made as (`src_`). */
  readonly source?: Stripe.Source;
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
    // The older face of it, for `/v1/customers/:id/sources`.
    source_kind: (method) => sourceKindOf(method.id),
    is_source: (method) => sourceKindOf(method.id) !== undefined,
  },
  expandable: {
    'card.generated_from.setup_attempt': 'setup_attempt',
    customer: 'customer',
    'sepa_debit.generated_from.charge': 'charge',
    'sepa_debit.generated_from.setup_attempt': 'setup_attempt',
  },
});

const SOURCE_KINDS = { card: 'card', ba: 'bank_account', src: 'source' } as const;

/** Which of the older objects an id stands for: `card_`, `ba_` and `src_` are older than `pm_`. */
export function sourceKindOf(id: string): 'card' | 'bank_account' | 'source' | undefined {
  return SOURCE_KINDS[id.slice(0, id.indexOf('_')) as keyof typeof SOURCE_KINDS];
}
