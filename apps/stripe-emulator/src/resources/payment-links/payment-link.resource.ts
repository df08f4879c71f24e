import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';
import { lineItemList } from '../checkout/line-item.resource.js';
import type { LinkParams } from './payment-link.params.js';

export interface PaymentLinkHidden {
  /** As it was asked for, with all changes: what its sessions are opened with. */
  readonly params: Omit<LinkParams, 'line_items'>;
}

export const paymentLinks: Resource<Stripe.PaymentLink, PaymentLinkHidden> = defineResource<
  Stripe.PaymentLink,
  PaymentLinkHidden
>({
  object: 'payment_link',
  idPrefix: 'plink',
  label: 'payment link',
  pathParam: 'payment_link',
  filters: { active: (link) => link.active },
  expandable: {
    'automatic_tax.liability.account': 'account',
    'invoice_creation.invoice_data.account_tax_ids': 'tax_id',
    'invoice_creation.invoice_data.issuer.account': 'account',
    'subscription_data.invoice_settings.account_tax_ids': 'tax_id',
    'subscription_data.invoice_settings.issuer.account': 'account',
    application: 'application',
    line_items: (link, view) => lineItemList(view, link.id, `/v1/payment_links/${link.id}/line_items`),
    on_behalf_of: 'account',
    'shipping_options.shipping_rate': 'shipping_rate',
    'transfer_data.destination': 'account',
  },
});
