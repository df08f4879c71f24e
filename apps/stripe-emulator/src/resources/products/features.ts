import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineResource, route } from '../../core/resource.js';
import { products } from './product.resource.js';

/** What a product gives its buyers. */
export const features = defineResource<Stripe.Entitlements.Feature>({
  object: 'entitlements.feature',
  idPrefix: 'feat',
  filters: { lookup_key: (feature) => feature.lookup_key, archived: (feature) => !feature.active },
});

/** A feature attached to a product. */
export const productFeatures = defineResource<Stripe.ProductFeature, { product: string }>({
  object: 'product_feature',
  idPrefix: 'prodft',
  filters: { product: (_feature, hidden) => hidden.product },
});

const createParams = paramsOf<Stripe.Entitlements.FeatureCreateParams>()({
  lookup_key: p.string({ max: 80 }).required(),
  metadata: p.metadata(),
  name: p.string({ max: 80 }).required(),
});
const updateParams = paramsOf<Stripe.Entitlements.FeatureUpdateParams>()({
  active: p.boolean(),
  metadata: p.metadata(),
  name: p.string({ max: 80 }),
});
const listParams = listParamsOf<Stripe.Entitlements.FeatureListParams>()({
  archived: p.boolean(),
  lookup_key: p.string(),
});
const attachParams = paramsOf<Stripe.ProductCreateFeatureParams>()({ entitlement_feature: p.id().required() });
const listOfProductParams = listParamsOf<Stripe.ProductListFeaturesParams>()({});

function createFeature(ctx: Context, params: Infer<typeof createParams>): Stripe.Entitlements.Feature {
  if (ctx.all(features, { lookup_key: params.lookup_key }).length > 0)
    throw invalidRequest(`A feature with lookup_key ${params.lookup_key} already exists.`, { param: 'lookup_key' });
  return ctx.insert(features, {
    id: ctx.id(features.idPrefix),
    object: 'entitlements.feature',
    active: true,
    livemode: false,
    lookup_key: params.lookup_key,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name,
  });
}

function attachFeature(ctx: Context, product: string, featureId: string): Stripe.ProductFeature {
  const feature = ctx.require(features, featureId, 'entitlement_feature');
  const attached = ctx.all(productFeatures, { product });
  if (attached.some(({ entitlement_feature: { id } }) => id === featureId))
    throw invalidRequest('This feature is already attached to the product.', { param: 'entitlement_feature' });
  return ctx.insert(
    productFeatures,
    { id: ctx.id(productFeatures.idPrefix), object: 'product_feature', entitlement_feature: feature, livemode: false },
    { product },
  );
}

function attachedTo(ctx: Context, product: string, id: string): Stripe.ProductFeature {
  ctx.require(products, product);
  const feature = ctx.require(productFeatures, id);
  if (ctx.hidden(productFeatures, id).product === product) return feature;
  throw invalidRequest(`No such product_feature: '${id}'`, { code: 'resource_missing', param: 'id' });
}

const permission = 'product';
export const featureRoutes = [
  route({
    method: 'POST',
    path: '/v1/entitlements/features',
    permission: 'entitlement',
    params: createParams,
    handle: (ctx) => createFeature(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/entitlements/features',
    permission: 'entitlement',
    params: listParams,
    handle: (ctx) => ctx.list(features),
  }),
  route({
    method: 'GET',
    path: '/v1/entitlements/features/:id',
    permission: 'entitlement',
    params: noParams,
    handle: (ctx) => ctx.require(features, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/entitlements/features/:id',
    permission: 'entitlement',
    params: updateParams,
    handle: (ctx) => {
      const before = ctx.require(features, ctx.pathId());
      const { metadata, ...plain } = ctx.params;
      return ctx.update(features, before.id, { ...plain, metadata: mergeMetadata(before.metadata, metadata) });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/products/:product/features',
    permission,
    params: attachParams,
    handle: (ctx) =>
      attachFeature(ctx, ctx.require(products, ctx.pathId('product')).id, ctx.params.entitlement_feature),
  }),
  route({
    method: 'GET',
    path: '/v1/products/:product/features',
    permission,
    params: listOfProductParams,
    handle: (ctx) => ctx.list(productFeatures, { product: ctx.require(products, ctx.pathId('product')).id }),
  }),
  route({
    method: 'GET',
    path: '/v1/products/:product/features/:id',
    permission,
    params: noParams,
    handle: (ctx) => attachedTo(ctx, ctx.pathId('product'), ctx.pathId()),
  }),
  route({
    method: 'DELETE',
    path: '/v1/products/:product/features/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.delete(productFeatures, attachedTo(ctx, ctx.pathId('product'), ctx.pathId()).id),
  }),
];
