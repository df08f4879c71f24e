import type { StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { PaymentProgress } from './payment-progress.js';

export interface CancelPaymentIntentParams extends Stripe.PaymentIntentCancelParams {
  readonly paymentIntentId: string;
}

/** Ends an unpaid payment. Stripe's answer settles a race with the buyer: canceled, or paid after all. */
@Injectable()
@StripeOperation('payment_intent.cancel')
export class CancelPaymentIntentOperation implements Operation<Stripe.PaymentIntent, CancelPaymentIntentParams> {
  constructor(private readonly progress: PaymentProgress) {}

  send(
    stripe: Stripe,
    { paymentIntentId, ...params }: CancelPaymentIntentParams,
    options: Stripe.RequestOptions,
  ): Promise<Stripe.PaymentIntent> {
    return stripe.paymentIntents.cancel(paymentIntentId, params, options);
  }

  async succeeded(intent: Stripe.PaymentIntent, _: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await this.progress.report(manager, intent);
  }

  /** It was paid, is being paid, or was canceled before: the webhooks of that tell the order. */
  rejected(): Promise<void> {
    return Promise.resolve();
  }

  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.PaymentIntent | null> {
    const { paymentIntentId } = operation.params as unknown as CancelPaymentIntentParams;
    const intent = await stripe.paymentIntents.retrieve(paymentIntentId);
    return intent.status === 'canceled' ? intent : null;
  }
}
