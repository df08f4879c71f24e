import { ChoiceField, NestedField, StripeIdField, TextField } from '@guildhall/http';
import type { ReadyPayment } from './payment-setup.js';
import { PAYMENT_TRANSITIONS, type PaymentStatus, waitsFor } from './payment.states.js';

export const PAYMENT_STATUSES = Object.keys(PAYMENT_TRANSITIONS) as PaymentStatus[];

export class PaymentErrorResponse {
  @TextField({ nullable: true, example: 'insufficient_funds', description: 'Stripe’s decline or error code.' })
  code!: string | null;
  @TextField({ example: 'Your card has insufficient funds.', max: 2_000, description: 'In Stripe’s words.' })
  message!: string;
}

/** Where the payment of an order stands. */
export class PaymentStateResponse {
  @ChoiceField(PAYMENT_STATUSES, { example: 'requires_payment_method' })
  status!: PaymentStatus;
  @TextField({
    nullable: true,
    example: 'a payment method: choose a card or another way to pay',
    description: 'What the payment waits for, in words. Null when it waits for nothing.',
  })
  waitsFor!: string | null;
  @NestedField(() => PaymentErrorResponse, { nullable: true, description: 'Why the last attempt failed.' })
  lastError!: PaymentErrorResponse | null;

  static of(status: PaymentStatus, code: string | null, message: string | null): PaymentStateResponse {
    const lastError = message === null ? null : Object.assign(new PaymentErrorResponse(), { code, message });
    return Object.assign(new PaymentStateResponse(), { status, waitsFor: waitsFor(status), lastError });
  }
}

/** What the buyer's browser needs to pay with Stripe.js. */
export class PaymentResponse extends PaymentStateResponse {
  @StripeIdField('pi', { example: 'pi_123' })
  paymentIntentId!: string;
  @TextField({
    nullable: true,
    example: 'pi_123_secret_456',
    description: 'For Stripe.js. Null when there is nothing left to pay. Keep it out of logs and links.',
  })
  clientSecret!: string | null;
  @TextField({ nullable: true, example: 'pk_test_123', description: 'For Stripe.js.' })
  publishableKey!: string | null;

  static from(ready: ReadyPayment): PaymentResponse {
    const { status, lastError, paymentIntentId, clientSecret, publishableKey } = ready;
    const state = PaymentStateResponse.of(status, lastError?.code ?? null, lastError?.message ?? null);
    return Object.assign(new PaymentResponse(), state, { paymentIntentId, clientSecret, publishableKey });
  }
}
