import type { Context } from '../../core/context.js';

/** What happens to a subscription whose payments failed for the last time. */
export type LastResort = 'cancel' | 'unpaid' | 'past_due';

export interface BillingSettings {
  readonly lastResort: LastResort;
  /** How many days before a renewal `invoice.upcoming` comes. */
  readonly upcomingDays: number;
}

/** The `billing` part of the emulator's config: `{ "lastResort": "cancel", "upcomingDays": 7 }`, as Stripe's defaults. */
export function billingSettings(ctx: Context): BillingSettings {
  const given = (ctx.config['billing'] ?? {}) as Partial<BillingSettings>;
  const { lastResort, upcomingDays } = given;
  return {
    lastResort: lastResort === 'unpaid' || lastResort === 'past_due' ? lastResort : 'cancel',
    upcomingDays: typeof upcomingDays === 'number' && upcomingDays >= 0 ? upcomingDays : 7,
  };
}
