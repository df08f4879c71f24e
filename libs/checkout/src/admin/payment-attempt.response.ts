import type { PaymentAttemptEntity, PaymentAttemptOutcome } from '@guildhall/database';
import { AmountField, ChoiceField, CurrencyField, IdField, InstantField, TextField } from '@guildhall/http';

/** One try of the buyer to pay. */
export class PaymentAttemptResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000005' })
  id!: string;
  @ChoiceField(['pending', 'succeeded', 'failed'], { example: 'failed' })
  outcome!: PaymentAttemptOutcome;
  @TextField({ nullable: true, example: 'ch_123', description: 'Null when it failed before there was a charge.' })
  stripeChargeId!: string | null;
  @TextField({ nullable: true, example: 'card', description: 'Stripe’s type of payment method.' })
  methodType!: string | null;
  @TextField({ nullable: true, example: 'visa' })
  cardBrand!: string | null;
  @TextField({ nullable: true, example: 'credit' })
  cardFunding!: string | null;
  @TextField({ nullable: true, example: 'US', description: 'Where the card was issued.' })
  cardCountry!: string | null;
  @TextField({ nullable: true, example: 'card_declined' })
  failureCode!: string | null;
  @TextField({ nullable: true, example: 'insufficient_funds' })
  declineCode!: string | null;
  @TextField({ nullable: true, max: 5_000, example: 'Your card has insufficient funds.', description: 'By Stripe.' })
  message!: string | null;
  @TextField({ nullable: true, example: 'normal', description: 'By Radar.' })
  riskLevel!: string | null;
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 10_000 })
  amountMinor!: bigint;
  @InstantField({ example: '2026-03-01T12:00:30Z' })
  attemptedAt!: Date;

  static from(attempt: PaymentAttemptEntity): PaymentAttemptResponse {
    return Object.assign(new PaymentAttemptResponse(), attempt);
  }
}
