import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { requireTaxCode } from '../tax-rates/tax-codes.js';
import type { createProductParams } from './product.params.js';
import { products } from './product.resource.js';

export type CreateProductParams = Omit<Infer<typeof createProductParams>, 'default_price_data'>;

/** Creates a product of the context's account, without a price. */
export function createProduct(ctx: Context, params: CreateProductParams): Stripe.Product {
  if (params.id !== undefined && ctx.find(products, params.id) !== undefined)
    throw invalidRequest(`Product already exists.`, { code: 'resource_already_exists', param: 'id' });
  const code = params.tax_code ?? params.tax_details?.tax_code ?? null;
  if (code !== null) requireTaxCode(code, 'tax_code');
  const product = ctx.insert(products, {
    id: params.id ?? ctx.id(products.idPrefix),
    object: 'product',
    active: params.active ?? true,
    created: ctx.now,
    default_price: null,
    description: params.description ?? null,
    images: params.images ?? [],
    livemode: false,
    marketing_features: params.marketing_features ?? [],
    metadata: mergeMetadata({}, params.metadata),
    name: params.name,
    package_dimensions: params.package_dimensions ?? null,
    shippable: params.shippable ?? null,
    statement_descriptor: params.statement_descriptor ?? null,
    tax_code: code,
    tax_details: taxDetailsOf(params.tax_details) ?? null,
    type: params.type ?? 'service',
    unit_label: params.unit_label ?? null,
    updated: ctx.now,
    url: params.url ?? null,
  });
  ctx.emit('product.created', product);
  return product;
}

export function taxDetailsOf(
  details: CreateProductParams['tax_details'],
): Stripe.Product.TaxDetails | null | undefined {
  if (details == null) return details;
  return { performance_location: details.performance_location ?? null, tax_code: details.tax_code ?? null };
}
