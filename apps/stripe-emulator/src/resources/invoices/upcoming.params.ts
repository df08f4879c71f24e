import type Stripe from 'stripe';
import { isHash, p, paramsOf, type Infer, type RawHash, type RawValue } from '../../core/params.js';
import { discountsParam } from '../discounts/discount.create.js';
import { periodParam } from '../invoice-items/invoice-item.params.js';
import { decimalParam } from '../prices/decimal.js';
import { priceDataParam, taxBehavior } from '../prices/price.params.js';

const address = p.hash({
  city: p.string().emptyable(),
  country: p.string().emptyable(),
  line1: p.string().emptyable(),
  line2: p.string().emptyable(),
  postal_code: p.string().emptyable(),
  state: p.string().emptyable(),
});
const party = p.hash({ account: p.id(), type: p.enum(['account', 'self']).required() });
const items = p.array(
  p.hash({
    amount: p.integer(),
    currency: p.currency(),
    description: p.string(),
    discountable: p.boolean(),
    discounts: discountsParam().emptyable(),
    invoiceitem: p.id(),
    metadata: p.metadata(),
    period: periodParam,
    price: p.id(),
    price_data: priceDataParam(),
    quantity: p.integer({ min: 0 }),
    quantity_decimal: decimalParam(),
    tax_behavior: taxBehavior,
    tax_code: p.id().emptyable(),
    tax_rates: p.array(p.id()).emptyable(),
    unit_amount: p.integer(),
    unit_amount_decimal: decimalParam(),
  }),
  { max: 250 },
);

const shape = {
  automatic_tax: p.hash({ enabled: p.boolean().required(), liability: party }),
  currency: p.currency(),
  customer: p.id(),
  customer_account: p.id(),
  customer_details: p.hash({
    address: address.emptyable(),
    shipping: p
      .hash({ address: address.required(), name: p.string().required(), phone: p.string().emptyable() })
      .emptyable(),
    tax: p.hash({ ip_address: p.string().emptyable() }),
    tax_exempt: p.enum(['exempt', 'none', 'reverse']).emptyable(),
    tax_ids: p.array(p.hash({ type: p.string().required(), value: p.string().required() })),
  }),
  discounts: discountsParam().emptyable(),
  invoice_items: items,
  issuer: party,
  on_behalf_of: p.id().emptyable(),
  preview_mode: p.enum(['next', 'recurring']),
  schedule: p.id(),
  schedule_details: p.anything(),
  subscription: p.id(),
  subscription_details: p.anything(),
};
export const previewParams = paramsOf<Stripe.InvoiceCreatePreviewParams>()(shape);

/** What of a subscription the older call had in parameters of their own. */
const FLAT = [
  'billing_cycle_anchor',
  'cancel_at',
  'cancel_at_period_end',
  'cancel_now',
  'default_tax_rates',
  'items',
  'proration_behavior',
  'proration_date',
  'resume_at',
  'start_date',
  'trial_end',
] as const;
type FlatName = `subscription_${(typeof FLAT)[number]}`;
const flatNames = FLAT.map((name): FlatName => `subscription_${name}`);
const flat = Object.fromEntries(flatNames.map((name) => [name, p.anything()])) as Record<
  FlatName,
  ReturnType<typeof p.anything>
>;

/** `GET /v1/invoices/upcoming`, which previews took the place of. */
export const upcomingParams = paramsOf<object>()({
  ...shape,
  ...flat,
  coupon: p.id(),
  limit: p.integer({ min: 1, max: 100 }),
});

/** The older parameters as the newer ones say it. */
export function asPreview(params: Infer<typeof upcomingParams>): Infer<typeof previewParams> {
  const { coupon, limit: _, ...rest } = params;
  const details: Record<string, RawValue> = isHash(params.subscription_details)
    ? { ...params.subscription_details }
    : {};
  const known: Partial<Infer<typeof upcomingParams>> = { ...rest };
  for (const name of flatNames) {
    const value = params[name];
    Reflect.deleteProperty(known, name);
    if (value !== undefined) details[name.replace('subscription_', '')] = value;
  }
  const given: RawHash | undefined = Object.keys(details).length === 0 ? undefined : details;
  return {
    ...known,
    ...(given === undefined ? {} : { subscription_details: given }),
    ...(coupon === undefined ? {} : { discounts: [{ coupon }] }),
  };
}
