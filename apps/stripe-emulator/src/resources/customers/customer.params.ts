import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { sourceParam } from '../sources/customer-source.params.js';

const address = p.hash({
  city: p.string().emptyable(),
  country: p.string().emptyable(),
  line1: p.string().emptyable(),
  line2: p.string().emptyable(),
  postal_code: p.string().emptyable(),
  state: p.string().emptyable(),
});

/** What create and update have in common. */
const common = {
  address: address.emptyable(),
  balance: p.integer(),
  /** Older ways to a discount, which the Stripe CLI still goes. */
  coupon: p.id().emptyable(),
  promotion_code: p.id().emptyable(),
  business_name: p.string({ max: 150 }).emptyable(),
  cash_balance: p.hash({
    settings: p.hash({ reconciliation_mode: p.enum(['automatic', 'manual', 'merchant_default']) }),
  }),
  description: p.string().emptyable(),
  email: p.email().emptyable(),
  individual_name: p.string({ max: 150 }).emptyable(),
  invoice_prefix: p.string({ pattern: /^[A-Z0-9]{3,12}$/, what: 'invoice prefix' }),
  invoice_settings: p.hash({
    custom_fields: p
      .array(p.hash({ name: p.string({ max: 40 }).required(), value: p.string({ max: 140 }).required() }), { max: 4 })
      .emptyable(),
    default_payment_method: p.id().emptyable(),
    footer: p.string().emptyable(),
    rendering_options: p
      .hash({ amount_tax_display: p.enum(['exclude_tax', 'include_inclusive_tax']).emptyable(), template: p.id() })
      .emptyable(),
  }),
  metadata: p.metadata(),
  name: p.string({ max: 256 }).emptyable(),
  next_invoice_sequence: p.integer({ min: 1, max: 1_000_000_000 }),
  phone: p.string({ max: 20 }).emptyable(),
  preferred_locales: p.array(p.string({ max: 20 })),
  shipping: p
    .hash({ address: address.required(), name: p.string().required(), phone: p.string().emptyable() })
    .emptyable(),
  source: sourceParam,
  tax: p.hash({ ip_address: p.string().emptyable(), validate_location: p.enum(['deferred', 'immediately', 'auto']) }),
  tax_exempt: p.enum(['exempt', 'none', 'reverse']).emptyable(),
  validate: p.boolean(),
};

export const createCustomerParams = paramsOf<Stripe.CustomerCreateParams>()({
  ...common,
  /** Not documented, and taken: whoever imports customers keeps their ids. */
  id: p.string({ max: 255, pattern: /^[\w.@+-]+$/, what: 'id' }),
  payment_method: p.id(),
  tax_id_data: p.array(p.hash({ type: p.string().required(), value: p.string().required() }), { max: 5 }),
  test_clock: p.id(),
});

export const updateCustomerParams = paramsOf<Stripe.CustomerUpdateParams>()({ ...common, default_source: p.id() });

export const listCustomersParams = listParamsOf<Stripe.CustomerListParams>()({
  created: p.range(),
  email: p.string(),
  test_clock: p.id(),
});
