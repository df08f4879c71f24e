import type Stripe from 'stripe';
import type { SourceType } from '../../core/book.js';
import { defineResource } from '../../core/resource.js';
import { embeddedList, type View } from '../../core/view.js';
import { chargeSearch } from './charge.search.js';
import { disputes } from '../disputes/dispute.resource.js';
import { invoiceIdOf } from '../invoices/invoice-payment.resource.js';
import { refunds } from '../refunds/refund.resource.js';

export interface ChargeHidden {
  /** Test card it was made with, for what happens afterwards (refunds, disputes). */
  readonly card: string | null;
  readonly sourceType: SourceType;
  /** How much of the authorization was released, which `amount_refunded` counts too; absent where nothing was. */
  readonly released?: number;
  /** What the intent asked to be done with the money once it is captured. */
  readonly transfer: {
    readonly description: string | null;
    readonly metadata: Record<string, string>;
    readonly paymentDescription: string | null;
    readonly paymentMetadata: Record<string, string>;
  } | null;
}

/** What a bank's redirect may leave for later debits. */
function generatedDebit(kind: string): Record<string, string> {
  return { [`${kind}.generated_sepa_debit`]: 'payment_method', [`${kind}.generated_sepa_debit_mandate`]: 'mandate' };
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
  searchable: chargeSearch,
  expandable: {
    application: 'application',
    application_fee: 'application_fee',
    balance_transaction: 'balance_transaction',
    customer: 'customer',
    dispute: 'dispute',
    invoice: 'invoice',
    failure_balance_transaction: 'balance_transaction',
    on_behalf_of: 'account',
    payment_intent: 'payment_intent',
    ...generatedDebit('payment_method_details.bancontact'),
    ...generatedDebit('payment_method_details.ideal'),
    ...generatedDebit('payment_method_details.sofort'),
    'payment_method_details.card.mandate': 'mandate',
    'payment_method_details.us_bank_account.mandate': 'mandate',
    refunds: (charge, view) => refundsOf(charge, view),
    review: 'review',
    source_transfer: 'transfer',
    transfer: 'transfer',
    'transfer_data.destination': 'account',
  },
  present: (charge, view) => ({
    ...charge,
    ...olderFields(charge, view),
    // Until 2022-11-15 the refunds came without being asked for.
    ...(view.apiVersion < '2022-11-15' ? { refunds: refundsOf(charge, view) } : {}),
  }),
});

function refundsOf(charge: Stripe.Charge, view: View): Stripe.ApiList<Stripe.Refund> {
  return embeddedList(view, refunds, { where: { charge: charge.id } }, `/v1/charges/${charge.id}/refunds`);
}

/** Fields that the types no longer mention and the API still sends. */
function olderFields(charge: Stripe.Charge, view: View): object {
  const dispute = charge.disputed
    ? view.store.all(disputes, view.account, { charge: charge.id }).at(-1)?.object.id
    : undefined;
  return {
    destination: charge.transfer_data?.destination ?? null,
    dispute: dispute ?? null,
    ...(view.apiVersion < '2025-03-31' ? { invoice: invoiceIdOf(charge.payment_intent as string | null, view) } : {}),
    order: null,
  };
}
