import { defineFamily } from '../../core/resource.js';
import { featureRoutes, features, productFeatures } from './features.js';
import { createProduct } from './product.create.js';
import { products } from './product.resource.js';
import { deleteProduct, productRoutes, updateProduct } from './product.routes.js';

export const productsFamily = defineFamily({
  name: 'products',
  resources: [products, features, productFeatures],
  routes: [...productRoutes, ...featureRoutes],
  events: ['product.created', 'product.deleted', 'product.updated'],
  triggers: {
    'product.created': (ctx) => void createProduct(ctx, { name: 'myproduct' }),
    'product.deleted': (ctx) => void deleteProduct(ctx, createProduct(ctx, { name: 'myproduct' }).id),
    'product.updated': (ctx) =>
      void updateProduct(ctx, createProduct(ctx, { name: 'myproduct' }).id, { metadata: { foo: 'bar' } }),
  },
});
