import type { ProcessName } from './run-file.js';

type Level = 'read' | 'write';

/**
 * What the restricted key of each process must be allowed, by Stripe's names of permissions, and nothing else. The worker
 * has the sum: it sends whatever another process left behind. The stories run with such keys, and the README has the
 * same table for people.
 */
export const STRIPE_PERMISSIONS: Readonly<
  Record<Exclude<ProcessName, 'stripe-emulator' | 'web'>, Readonly<Record<string, Level>>>
> = {
  'seller-onboarding-api': {
    account: 'write',
    account_link: 'write',
    login_link: 'write',
    balance: 'read',
    balance_transaction_source: 'read',
  },
  'buyer-checkout-api': { customer: 'write', setup_intent: 'write', payment_method: 'write', payment_intent: 'write' },
  'admin-api': { balance: 'read' },
  'webhook-ingest': {},
  worker: {
    account: 'write',
    account_link: 'write',
    customer: 'write',
    setup_intent: 'write',
    payment_method: 'write',
    payment_intent: 'write',
    charge: 'write',
    transfer: 'write',
    application_fee: 'read',
    payout: 'write',
    balance: 'read',
    balance_transaction_source: 'read',
    event: 'read',
  },
};

export interface KeyFileEntry {
  readonly key: string;
  readonly account: string;
  readonly country: string;
  readonly permissions?: Readonly<Record<string, Level>>;
}

/** @returns the key of a process where each has its own */
export function restrictedKeyOf(process: keyof typeof STRIPE_PERMISSIONS): string {
  return `rk_test_${process.replaceAll('-', '_')}`;
}

/** The emulator's `--keys` file: these keys and no others open it. @param open keys that may do everything */
export function keyFile(country: string, open: readonly string[]): KeyFileEntry[] {
  const account = 'acct_guildhall';
  const processes = Object.keys(STRIPE_PERMISSIONS) as (keyof typeof STRIPE_PERMISSIONS)[];
  return [
    ...open.map((key) => ({ key, account, country })),
    ...processes.map((name) => ({
      key: restrictedKeyOf(name),
      account,
      country,
      permissions: STRIPE_PERMISSIONS[name],
    })),
  ];
}
