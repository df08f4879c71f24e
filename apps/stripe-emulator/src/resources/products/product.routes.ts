import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, noParams, searchParams, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { pageOf } from '../prices/page-of.js';
import { createPrice } from '../prices/price.create.js';
import { prices } from '../prices/price.resource.js';
import { requireTaxCode } from '../tax-rates/tax-codes.js';
import { createProduct, taxDetailsOf } from './product.create.js';
import { createProductParams, listProductsParams, updateProductParams } from './product.params.js';
import { products } from './product.resource.js';

/** Creates a product and, when asked for, its default price. */
export function createWithPrice(ctx: Context, params: Infer<typeof createProductParams>): Stripe.Product {
  const { default_price_data: data, ...plain } = params;
  const product = createProduct(ctx, plain);
  if (data === undefined) return product;
  const price = createPrice(ctx, { ...data, product: product.id });
  const after = ctx.update(products, product.id, { default_price: price.id });
  ctx.emit('product.updated', after, product);
  return after;
}

export function updateProduct(ctx: Context, id: string, params: Infer<typeof updateProductParams>): Stripe.Product {
  const before = ctx.require(products, id);
  const { default_price: price, images, marketing_features: features, metadata, tax_details: tax, ...plain } = params;
  if (price != null && ctx.require(prices, price, 'default_price').product !== id)
    throw invalidRequest(
      `The price specified in \`default_price\` (${price}) belongs to another product and cannot be the default of this one.`,
      { param: 'default_price' },
    );
  if (plain.tax_code != null) requireTaxCode(plain.tax_code, 'tax_code');
  const after = ctx.update(products, id, {
    ...plain,
    ...(price === undefined ? {} : { default_price: price }),
    ...(images === undefined ? {} : { images: images ?? [] }),
    ...(features === undefined ? {} : { marketing_features: features ?? [] }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata, metadata) }),
    ...(tax === undefined ? {} : { tax_details: taxDetailsOf(tax) ?? null }),
    updated: ctx.now,
  });
  ctx.emit('product.updated', after, before);
  return after;
}

export function deleteProduct(ctx: Context, id: string): object {
  const product = ctx.require(products, id);
  if (ctx.all(prices, { product: id }).length > 0)
    throw invalidRequest('This product cannot be deleted because it has one or more user-created prices.');
  const stub = ctx.delete(products, id);
  ctx.emit('product.deleted', product);
  return stub;
}

function listProducts(ctx: RequestContext<Infer<typeof listProductsParams>>): Stripe.ApiList<Stripe.Product> {
  const { ids, ...params } = ctx.params;
  if (ids === undefined) return ctx.list(products);
  const { active, shippable, type, url } = params;
  const found = ids
    .flatMap((id) => ctx.find(products, id) ?? [])
    .filter(
      (product) =>
        (active === undefined || product.active === active) &&
        (shippable === undefined || product.shippable === shippable) &&
        (type === undefined || product.type === type) &&
        (url === undefined || product.url === url),
    );
  return pageOf(
    found.sort((left, right) => right.created - left.created),
    params,
    ctx.url,
  );
}

const permission = 'product';
export const productRoutes = [
  route({
    method: 'POST',
    path: '/v1/products',
    permission,
    params: createProductParams,
    handle: (ctx) => createWithPrice(ctx, ctx.params),
  }),
  route({ method: 'GET', path: '/v1/products', permission, params: listProductsParams, handle: listProducts }),
  route({
    method: 'GET',
    path: '/v1/products/search',
    permission,
    params: searchParams,
    handle: (ctx) => ctx.search(products),
  }),
  route({
    method: 'GET',
    path: '/v1/products/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.requireOrStub(products, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/products/:id',
    permission,
    params: updateProductParams,
    handle: (ctx) => updateProduct(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/products/:id',
    permission,
    params: noParams,
    handle: (ctx) => deleteProduct(ctx, ctx.pathId()),
  }),
];
