import type Stripe from 'stripe';

/** What the emulator keeps of a customer's cash; it has no id of its own at Stripe. */
export interface StoredCash {
  readonly id: string;
  readonly object: 'emulator.cash_balance';
  readonly available: Readonly<Record<string, number>>;
  /** Null for the merchant's default. */
  readonly mode: Stripe.CashBalance.Settings.ReconciliationMode | null;
}

/** A customer's cash as the API shows it. */
export function shownCash(stored: StoredCash | undefined, customer: string): Stripe.CashBalance {
  const available = stored?.available ?? {};
  return {
    object: 'cash_balance',
    available: Object.keys(available).length === 0 ? null : { ...available },
    customer,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: stored?.mode ?? 'automatic', using_merchant_default: stored?.mode == null },
  };
}
