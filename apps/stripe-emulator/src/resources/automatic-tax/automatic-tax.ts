import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { products } from '../products/product.resource.js';
import type { TaxAmount } from '../tax-rates/tax-amount.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import { taxSettings, type TaxSettings } from './tax-settings.js';
import { isInUnion, standardTax, stateOfPostalCode } from './tax-table.js';

type Place = Pick<Stripe.Address, 'country' | 'postal_code' | 'state'>;

/** Whom a sale is taxed for. */
export interface TaxedParty {
  readonly billing: Place | null | undefined;
  readonly shipping: Place | null | undefined;
  /** Types of its tax ids: a business elsewhere in the union owes the tax itself. */
  readonly taxIds: readonly string[];
}

export interface AutomaticTax {
  readonly rate: Stripe.TaxRate;
  /** Why it is zero or not, unless the customer is exempt. */
  readonly reason: TaxAmount['reason'];
}

const NOT_TAXABLE = 'txcd_00000000';

/** The address that counts: where it is delivered to, else where it is paid from. */
function placeOf({ billing, shipping }: TaxedParty): Place | null {
  return shipping?.country == null ? (billing ?? null) : shipping;
}

/** Whether a place is known well enough: by country, in the US by postal code, in Canada by either part. */
export function locationStatus(party: TaxedParty): 'complete' | 'requires_location_inputs' {
  const place = placeOf(party);
  const isKnown =
    place?.country === 'US'
      ? /^\d{5}/.test(place.postal_code ?? '')
      : place?.country === 'CA'
        ? Boolean(place.state) || Boolean(place.postal_code)
        : Boolean(place?.country);
  return isKnown ? 'complete' : 'requires_location_inputs';
}

/** The tax on something sold to somebody; null where its place levies none or is not known. */
export function automaticTax(
  ctx: Context,
  party: TaxedParty,
  sold: { readonly product: string | null; readonly behavior: Stripe.Price.TaxBehavior | null },
): AutomaticTax | null {
  const place = placeOf(party);
  if (place?.country == null || locationStatus(party) !== 'complete') return null;
  const settings = taxSettings(ctx);
  const { country } = place;
  const state = stateOf(place);
  const standard = standardTax(country, state);
  if (standard === null) return null;
  const full = settings.rates[keyOf(country, state)] ?? settings.rates[country] ?? standard.rate;
  const reason = reasonFor(ctx, settings, { country, state, full, product: sold.product, taxIds: party.taxIds });
  const behavior = sold.behavior === null || sold.behavior === 'unspecified' ? settings.behavior : sold.behavior;
  const percentage = reason === 'standard_rated' ? full : 0;
  return { rate: rateFor(ctx, { country, state, percentage, inclusive: behavior === 'inclusive', standard }), reason };
}

/** Only where states tax for themselves. Who pays by card tells a postal code, not a state. */
function stateOf({ country, postal_code: code, state }: Place): string | null {
  if (country === 'US') return state || stateOfPostalCode(code ?? '');
  return country === 'CA' ? state || null : null;
}

const keyOf = (country: string, state: string | null): string => (state === null ? country : `${country}-${state}`);

interface Sale {
  readonly country: string;
  readonly state: string | null;
  readonly full: number;
  readonly product: string | null;
  readonly taxIds: readonly string[];
}

function reasonFor(ctx: Context, settings: TaxSettings, sale: Sale): TaxAmount['reason'] {
  const { country, state } = sale;
  const isRegistered = [keyOf(country, state), country].some((place) => settings.registrations.includes(place));
  if (!isRegistered) return 'not_collecting';
  const code = sale.product === null ? null : (ctx.find(products, sale.product)?.tax_code ?? null);
  if (code === NOT_TAXABLE) return 'not_subject_to_tax';
  const isAbroad = country !== settings.headOffice && isInUnion(country) && isInUnion(settings.headOffice);
  if (isAbroad && sale.taxIds.includes('eu_vat')) return 'reverse_charge';
  return sale.full === 0 ? 'not_subject_to_tax' : 'standard_rated';
}

interface Wanted {
  readonly country: string;
  readonly state: string | null;
  readonly percentage: number;
  readonly inclusive: boolean;
  readonly standard: { readonly type: Stripe.TaxRate.TaxType; readonly name: string };
}

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** Stripe makes rates of its own for what it computes, closed to others; one for each place, percentage and behaviour. */
function rateFor(ctx: Context, { country, state, percentage, inclusive, standard }: Wanted): Stripe.TaxRate {
  const key = [keyOf(country, state), percentage, inclusive].join('|');
  const [known] = ctx.all(taxRates, { automatic: key });
  if (known !== undefined) return known;
  const jurisdiction = state ?? COUNTRY_NAMES.of(country) ?? country;
  const rate: Stripe.TaxRate = {
    id: ctx.id(taxRates.idPrefix),
    object: 'tax_rate',
    active: false,
    country,
    created: ctx.now,
    description: `${standard.name} ${jurisdiction}`,
    display_name: standard.name,
    effective_percentage: percentage,
    flat_amount: null,
    inclusive,
    jurisdiction,
    jurisdiction_level: state === null ? 'country' : 'state',
    livemode: false,
    metadata: {},
    percentage,
    rate_type: 'percentage',
    state,
    tax_type: standard.type,
  };
  return ctx.insert(taxRates, rate, { automatic: key });
}
