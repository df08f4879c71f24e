import type { SavedPaymentMethodEntity } from '@guildhall/database';
import { IdField, InstantField, IntegerField, StripeIdField, TextField } from '@guildhall/http';
import type { ReadySetup } from './set-up-payment-method.use-case.js';

/** What may be shown of a saved payment method. The card itself stays with Stripe. */
export class PaymentMethodResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000002' })
  id!: string;
  @TextField({ example: 'card' })
  type!: string;
  @TextField({ example: 'visa', nullable: true })
  brand!: string | null;
  @TextField({ example: '4242', nullable: true })
  last4!: string | null;
  @IntegerField({ example: 12, min: 1, max: 12, nullable: true })
  expMonth!: number | null;
  @IntegerField({ example: 2030, min: 2000, max: 2100, nullable: true })
  expYear!: number | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' })
  createdAt!: Date;

  static from(method: SavedPaymentMethodEntity): PaymentMethodResponse {
    return Object.assign(new PaymentMethodResponse(), method);
  }
}

export class PaymentMethodSetupResponse {
  @StripeIdField('seti', { example: 'seti_123' })
  setupIntentId!: string;
  @TextField({ nullable: true, example: 'seti_123_secret_456', description: 'For Stripe.js.' })
  clientSecret!: string | null;
  @TextField({ nullable: true, example: 'pk_test_123', description: 'For Stripe.js.' })
  publishableKey!: string | null;

  static from(setup: ReadySetup): PaymentMethodSetupResponse {
    return Object.assign(new PaymentMethodSetupResponse(), setup);
  }
}
