import type { Context } from '../../core/context.js';

/** What a merchant sets at Stripe on the pages of its tax settings. */
export interface TaxSettings {
  /** Countries and states in which it collects: `DE`, `US-CA`. */
  readonly registrations: readonly string[];
  /** Where it is itself; the platform's country unless told. */
  readonly headOffice: string;
  /** Of prices that say nothing of it. */
  readonly behavior: 'exclusive' | 'inclusive';
  /** Percent by place, instead of the built-in ones. */
  readonly rates: Readonly<Record<string, number>>;
}

/** The `tax` part of the emulator's config: `{ "registrations": ["DE", "US-CA"], "rates": { "US-CA": 8.5 } }`. */
export function taxSettings(ctx: Context): TaxSettings {
  const { registrations, headOffice, behavior, rates } = (ctx.config['tax'] ?? {}) as Partial<TaxSettings>;
  return {
    registrations: registrations ?? [],
    headOffice: headOffice ?? ctx.platform.country,
    behavior: behavior ?? 'exclusive',
    rates: rates ?? {},
  };
}
