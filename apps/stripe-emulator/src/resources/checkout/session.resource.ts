import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';
import type { View } from '../../core/view.js';
import type { RequestedDiscount } from '../discounts/discount.create.js';
import { lineItemList } from './line-item.resource.js';
import type { CreateSessionParams } from './session.params.js';

export interface SessionHidden {
  /** As it was asked for: what the payment, the subscription or the invoice are made of. */
  readonly params: CreateSessionParams;
  readonly discounts: readonly RequestedDiscount[];
  readonly breakdown: Stripe.Checkout.Session.TotalDetails.Breakdown;
  readonly shippingRate: string | null;
  /** The planned expiry. */
  readonly expiry: string | null;
  /** Made while the payer was at it: a second try uses the same. */
  readonly customer: string | null;
  /** The intent that the payer confirms: the session's own, or that of the first invoice. */
  readonly intent: string | null;
  readonly subscription: string | null;
  readonly invoice: string | null;
  /** Part of the address at which an expired session can be taken up again. */
  readonly recovery: string | null;
  /** What the page says at the end where it leads nowhere. */
  readonly confirmation: string | null;
}

/** From this version on the pages have their present names. */
const RENAMED_UI_MODES = '2026-03-25';
const OLDER_UI_MODES: Readonly<Record<string, string>> = {
  elements: 'custom',
  embedded_page: 'embedded',
  hosted_page: 'hosted',
};

export const checkoutSessions: Resource<Stripe.Checkout.Session, SessionHidden> = defineResource<
  Stripe.Checkout.Session,
  SessionHidden
>({
  object: 'checkout.session',
  idPrefix: 'cs_test',
  pathParam: 'session',
  label: 'checkout.session',
  filters: {
    customer: (session) => (session.customer as string | null) ?? undefined,
    customer_account: (session) => session.customer_account ?? undefined,
    email: (session) => session.customer_details?.email ?? undefined,
    payment_intent: (session) => (session.payment_intent as string | null) ?? undefined,
    payment_link: (session) => (session.payment_link as string | null) ?? undefined,
    setup_intent: (session) => (session.setup_intent as string | null) ?? undefined,
    status: (session) => session.status ?? undefined,
    subscription: (session) => (session.subscription as string | null) ?? undefined,
    intent: (_session, hidden) => hidden.intent ?? undefined,
    recovery: (_session, hidden) => hidden.recovery ?? undefined,
  },
  expandable: {
    'automatic_tax.liability.account': 'account',
    'invoice_creation.invoice_data.account_tax_ids': 'tax_id',
    'invoice_creation.invoice_data.issuer.account': 'account',
    customer: 'customer',
    'discounts.coupon': 'coupon',
    'discounts.promotion_code': 'promotion_code',
    invoice: 'invoice',
    line_items: (session, view) => lineItemList(view, session.id, `/v1/checkout/sessions/${session.id}/line_items`),
    payment_intent: 'payment_intent',
    payment_link: 'payment_link',
    setup_intent: 'setup_intent',
    'shipping_cost.shipping_rate': 'shipping_rate',
    'shipping_cost.taxes': () => [],
    'shipping_options.shipping_rate': 'shipping_rate',
    subscription: 'subscription',
    'total_details.breakdown': (session, view) => breakdownOf(session.id, view),
  },
  present: (session, view) => (view.apiVersion < RENAMED_UI_MODES ? olderSession(session, view.apiVersion) : session),
});

/** Since then what was collected stands in `collected_information`. */
const COLLECTED_SINCE = '2025-03-31';

function olderSession(session: Stripe.Checkout.Session, version: string): Stripe.Checkout.Session {
  const ui = OLDER_UI_MODES[session.ui_mode ?? ''] ?? session.ui_mode;
  if (version >= COLLECTED_SINCE) return { ...session, ui_mode: ui };
  const shipping = { shipping_details: session.collected_information?.shipping_details ?? null };
  return { ...session, ...shipping, ui_mode: ui };
}

function breakdownOf(id: string, view: View): Stripe.Checkout.Session.TotalDetails.Breakdown | undefined {
  return view.store.row(checkoutSessions, view.account, id)?.hidden.breakdown;
}
