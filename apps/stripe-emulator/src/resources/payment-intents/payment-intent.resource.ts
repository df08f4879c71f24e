import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { embeddedList, type View } from '../../core/view.js';
import { charges } from '../charges/charge.resource.js';
import { invoiceIdOf } from '../invoices/invoice-payment.resource.js';
import { metadata, number, token } from '../../core/search/fields.js';

export interface PaymentIntentHidden {
  /** Where the payer is to authenticate or authorize, while the intent requires action. */
  readonly challenge: { readonly secret: string; readonly returnUrl: string | null } | null;
  /** Authenticated, waiting for the server to confirm again (manual confirmation). */
  readonly isAuthenticated: boolean;
  /** The customer was not there when it was confirmed. */
  readonly isOffSession: boolean;
  readonly cvcGiven: boolean;
  readonly mandate: string | null;
  /** Scheduled work of the present state: expiry of an authorization, result of a debit. */
  readonly scheduled: string | null;
  /** How often the authorization was raised. */
  readonly increments?: number;
}

/** Fields that a browser may read with the client secret. */
const PUBLISHABLE: readonly (keyof Stripe.PaymentIntent)[] = [
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
];

export const paymentIntents = defineResource<Stripe.PaymentIntent, PaymentIntentHidden>({
  object: 'payment_intent',
  idPrefix: 'pi',
  pathParam: 'intent',
  filters: {
    customer: (intent) => (intent.customer as string | null) ?? undefined,
    customer_account: (intent) => intent.customer_account ?? undefined,
  },
  searchable: {
    amount: number((intent) => intent.amount),
    created: number((intent) => intent.created),
    currency: token((intent) => intent.currency),
    customer: token((intent) => intent.customer as string | null),
    metadata,
    status: token((intent) => intent.status),
  },
  expandable: {
    application: 'application',
    customer: 'customer',
    invoice: 'invoice',
    latest_charge: 'charge',
    on_behalf_of: 'account',
    payment_method: 'payment_method',
    payment_record: 'payment_record',
    review: 'review',
    source: 'payment_method',
    'transfer_data.destination': 'account',
  },
  present: (intent, view) => {
    if (!view.isPublishable)
      return view.apiVersion >= '2025-03-31'
        ? intent
        : ({
            ...intent,
            invoice: invoiceIdOf(intent.id, view),
            // Until then all attempts came with the intent, and no `latest_charge`.
            ...(view.apiVersion < '2022-11-15' ? { charges: chargesOf(intent, view) } : {}),
          } as Stripe.PaymentIntent);
    const entries: [string, unknown][] = [];
    for (const name of PUBLISHABLE) if (name in intent) entries.push([name, intent[name]]);
    return Object.fromEntries(entries) as unknown as Stripe.PaymentIntent;
  },
});

function chargesOf({ id }: Stripe.PaymentIntent, view: View): Stripe.ApiList<Stripe.Charge> & { total_count: number } {
  const where = { payment_intent: id };
  const list = embeddedList(view, charges, { where }, `/v1/charges?payment_intent=${id}`);
  return { ...list, total_count: view.store.all(charges, view.account, where).length };
}
