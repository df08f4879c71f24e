import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import type { DraftPaymentMethod } from '../payment-methods/payment-method-factory.js';

export interface ConfirmationTokenHidden {
  /** The payment method that it becomes when it is used; null where it names one that is there already. */
  readonly draft: DraftPaymentMethod | null;
  readonly paymentMethod: string | null;
  readonly cvcGiven: boolean;
  /** Parameters of the confirmation, as the browser collected them. */
  readonly collected: Readonly<Record<string, unknown>>;
}

export const confirmationTokens = defineResource<Stripe.ConfirmationToken, ConfirmationTokenHidden>({
  object: 'confirmation_token',
  idPrefix: 'ctoken',
  label: 'confirmation token',
  pathParam: 'confirmation_token',
  expandable: {
    'payment_method_preview.card.generated_from.setup_attempt': 'setup_attempt',
    'payment_method_preview.sepa_debit.generated_from.charge': 'charge',
    'payment_method_preview.sepa_debit.generated_from.setup_attempt': 'setup_attempt',
    'payment_method_preview.customer': 'customer',
  },
});
