import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';

type Product = Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate.Product;

export interface ConfigurationHidden {
  /** What customers may change to; shown only when expanded. */
  readonly products: readonly Product[];
}

export const portalConfigurations: Resource<Stripe.BillingPortal.Configuration, ConfigurationHidden> = defineResource<
  Stripe.BillingPortal.Configuration,
  ConfigurationHidden
>({
  object: 'billing_portal.configuration',
  idPrefix: 'bpc',
  label: 'portal configuration',
  pathParam: 'configuration',
  filters: {
    active: (configuration) => configuration.active,
    is_default: (configuration) => configuration.is_default,
  },
  expandable: {
    application: 'application',
    'features.subscription_update.products': (configuration, view) =>
      view.store.row(portalConfigurations, view.account, configuration.id)?.hidden.products ?? [],
  },
});

export interface PortalSessionHidden {
  readonly secret: string;
  /** Unix seconds; moves on with every visit. */
  readonly expiresAt: number;
}

export const portalSessions = defineResource<Stripe.BillingPortal.Session, PortalSessionHidden>({
  object: 'billing_portal.session',
  idPrefix: 'bps',
  filters: { customer: (session) => session.customer },
  expandable: { configuration: 'billing_portal.configuration' },
});
