import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { taxRates } from './tax-rate.resource.js';

const taxType = p.enum([
  'admissions_tax',
  'amusement_tax',
  'attendance_tax',
  'communications_tax',
  'digital_excise_tax',
  'entertainment_tax',
  'get_fund',
  'gross_receipts_tax',
  'gst',
  'hospitality_tax',
  'hst',
  'igst',
  'jct',
  'lease_tax',
  'luxury_tax',
  'mass_transit_parking_tax',
  'nhil',
  'parking_tax',
  'pst',
  'qst',
  'resort_tax',
  'retail_delivery_fee',
  'rst',
  'sales_tax',
  'service_tax',
  'tourism_tax',
  'utility_users_tax',
  'vat',
]);
const common = {
  active: p.boolean(),
  country: p.country(),
  description: p.string().emptyable(),
  jurisdiction: p.string({ max: 50 }).emptyable(),
  metadata: p.metadata(),
  state: p.string({ max: 10 }).emptyable(),
  tax_type: taxType,
};
const createParams = paramsOf<Stripe.TaxRateCreateParams>()({
  ...common,
  display_name: p.string({ max: 50 }).required(),
  inclusive: p.boolean().required(),
  percentage: p.number({ min: 0, max: 100 }).required(),
});
const updateParams = paramsOf<Stripe.TaxRateUpdateParams>()({ ...common, display_name: p.string({ max: 50 }) });
const listParams = listParamsOf<Stripe.TaxRateListParams>()({
  active: p.boolean(),
  created: p.range(),
  inclusive: p.boolean(),
});

export function createTaxRate(ctx: Context, params: Infer<typeof createParams>): Stripe.TaxRate {
  const rate: Stripe.TaxRate = {
    id: ctx.id(taxRates.idPrefix),
    object: 'tax_rate',
    active: params.active ?? true,
    country: params.country ?? null,
    created: ctx.now,
    description: params.description ?? null,
    display_name: params.display_name,
    effective_percentage: null,
    flat_amount: null,
    inclusive: params.inclusive,
    jurisdiction: params.jurisdiction ?? null,
    jurisdiction_level: null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    percentage: params.percentage,
    rate_type: 'percentage',
    state: params.state ?? null,
    tax_type: params.tax_type ?? null,
  };
  ctx.insert(taxRates, rate, { automatic: null });
  ctx.emit('tax_rate.created', rate);
  return rate;
}

function updateTaxRate(ctx: Context, id: string, params: Infer<typeof updateParams>): Stripe.TaxRate {
  const before = ctx.require(taxRates, id);
  const { metadata, ...plain } = params;
  const after = ctx.update(taxRates, id, {
    ...plain,
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata ?? {}, metadata) }),
  });
  ctx.emit('tax_rate.updated', after, before);
  return after;
}

const example = { display_name: 'VAT', inclusive: false, percentage: 19 };
const permission = 'tax_rate';
export const taxRatesFamily = defineFamily({
  name: 'tax_rates',
  resources: [taxRates],
  routes: [
    route({
      method: 'POST',
      path: '/v1/tax_rates',
      permission,
      params: createParams,
      handle: (ctx) => createTaxRate(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/tax_rates',
      permission,
      params: listParams,
      handle: (ctx) => ctx.list(taxRates),
    }),
    route({
      method: 'GET',
      path: '/v1/tax_rates/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(taxRates, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/tax_rates/:id',
      permission,
      params: updateParams,
      handle: (ctx) => updateTaxRate(ctx, ctx.pathId(), ctx.params),
    }),
  ],
  events: ['tax_rate.created', 'tax_rate.updated'],
  triggers: {
    'tax_rate.created': (ctx) => void createTaxRate(ctx, example),
    'tax_rate.updated': (ctx) => void updateTaxRate(ctx, createTaxRate(ctx, example).id, { active: false }),
  },
});
