import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { metadata, text, token } from '../../core/search/fields.js';
import { expandedTaxCode } from '../tax-rates/tax-codes.js';

export const products = defineResource<Stripe.Product>({
  object: 'product',
  idPrefix: 'prod',
  hasClientIds: true,
  filters: {
    active: (product) => product.active,
    shippable: (product) => product.shippable ?? undefined,
    type: (product) => product.type,
    url: (product) => product.url ?? undefined,
  },
  searchable: {
    active: token((product) => product.active),
    description: text((product) => product.description),
    metadata,
    name: text((product) => product.name),
    shippable: token((product) => product.shippable),
    url: text((product) => product.url),
  },
  expandable: { default_price: 'price', tax_code: (product) => expandedTaxCode(product.tax_code) },
  /** Features for marketing were called features until entitlements took the name. */
  present: (product, view) =>
    view.apiVersion >= '2024-04-10' ? product : { ...product, attributes: [], features: product.marketing_features },
});
