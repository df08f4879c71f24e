import type Stripe from 'stripe';
import type { SourceType } from '../../core/book.js';
import { defineResource } from '../../core/resource.js';
import { embeddedList, type View } from '../../core/view.js';
import { refunds } from '../refunds/refund.resource.js';

export interface ChargeHidden {
  /** Test card it was made with, for what happens afterwards (refunds, disputes). */
  readonly card: string | null;
  readonly sourceType: SourceType;
  /** What the intent asked to be done with the money once it is captured. */
  readonly transfer: {
    readonly description: string | null;
    readonly metadata: Record<string, string>;
    readonly paymentDescription: string | null;
    readonly paymentMetadata: Record<string, string>;
  } | null;
}

/** Payments (`ch_`, `py_`), and what connected accounts receive by transfer (`py_`). */
export const charges = defineResource<Stripe.Charge, ChargeHidden>({
  object: 'charge',
  idPrefix: 'ch',
  pathParam: 'charge',
  filters: {
    customer: (charge) => (charge.customer as string | null) ?? undefined,
    payment_intent: (charge) => (charge.payment_intent as string | null) ?? undefined,
    transfer_group: (charge) => charge.transfer_group ?? undefined,
  },
  expandable: {
    application: 'application',
    application_fee: 'application_fee',
    balance_transaction: 'balance_transaction',
    customer: 'customer',
    failure_balance_transaction: 'balance_transaction',
    on_behalf_of: 'account',
    payment_intent: 'payment_intent',
    refunds: (charge, view) => refundsOf(charge, view),
    review: 'review',
    source_transfer: 'transfer',
    transfer: 'transfer',
    'transfer_data.destination': 'account',
  },
  /** Until 2022-11-15 the refunds came without being asked for. */
  present: (charge, view) =>
    view.apiVersion < '2022-11-15' ? { ...charge, refunds: refundsOf(charge, view) } : charge,
});

function refundsOf(charge: Stripe.Charge, view: View): Stripe.ApiList<Stripe.Refund> {
  return embeddedList(view, refunds, { where: { charge: charge.id } }, `/v1/charges/${charge.id}/refunds`);
}
