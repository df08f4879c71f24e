import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export interface SetupIntentHidden {
  /** Where the customer is to authenticate, while the intent requires action. */
  readonly challenge: { readonly secret: string; readonly returnUrl: string | null } | null;
  readonly attempt: string | null;
}

const HIDDEN_FROM_BROWSERS: readonly (keyof Stripe.SetupIntent)[] = [
  'application',
  'customer',
  'mandate',
  'metadata',
  'on_behalf_of',
  'single_use_mandate',
  'latest_attempt',
];

export const setupIntents = defineResource<Stripe.SetupIntent, SetupIntentHidden>({
  object: 'setup_intent',
  idPrefix: 'seti',
  label: 'setupintent',
  pathParam: 'intent',
  filters: {
    customer: (intent) => (intent.customer as string | null) ?? undefined,
    customer_account: (intent) => intent.customer_account ?? undefined,
    payment_method: (intent) => (intent.payment_method as string | null) ?? undefined,
    attach_to_self: (intent) => intent.attach_to_self,
  },
  expandable: {
    application: 'application',
    customer: 'customer',
    latest_attempt: 'setup_attempt',
    mandate: 'mandate',
    on_behalf_of: 'account',
    payment_method: 'payment_method',
    single_use_mandate: 'mandate',
  },
  present: (intent, view) =>
    view.isPublishable
      ? (Object.fromEntries(
          Object.entries(intent).filter(([name]) => !HIDDEN_FROM_BROWSERS.includes(name as keyof Stripe.SetupIntent)),
        ) as unknown as Stripe.SetupIntent)
      : intent,
});

/** One per confirmation that reached the payment method. */
export const setupAttempts = defineResource<Stripe.SetupAttempt>({
  object: 'setup_attempt',
  idPrefix: 'setatt',
  filters: { setup_intent: (attempt) => attempt.setup_intent as string },
  expandable: {
    'payment_method_details.bancontact.generated_sepa_debit': 'payment_method',
    'payment_method_details.bancontact.generated_sepa_debit_mandate': 'mandate',
    'payment_method_details.ideal.generated_sepa_debit': 'payment_method',
    'payment_method_details.ideal.generated_sepa_debit_mandate': 'mandate',
    'payment_method_details.sofort.generated_sepa_debit': 'payment_method',
    'payment_method_details.sofort.generated_sepa_debit_mandate': 'mandate',
    'payment_method_details.card_present.generated_card': 'payment_method',
    application: 'application',
    customer: 'customer',
    on_behalf_of: 'account',
    payment_method: 'payment_method',
    setup_intent: 'setup_intent',
  },
});
