import type { StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';

export interface DetachPaymentMethodParams {
  readonly paymentMethodId: string;
}

/** Takes a deleted payment method off the customer. With us it is gone from the moment the buyer deleted it. */
@Injectable()
@StripeOperation('payment_method.detach')
export class DetachPaymentMethodOperation implements Operation<Stripe.PaymentMethod, DetachPaymentMethodParams> {
  send(
    stripe: Stripe,
    { paymentMethodId }: DetachPaymentMethodParams,
    options: Stripe.RequestOptions,
  ): Promise<Stripe.PaymentMethod> {
    return stripe.paymentMethods.detach(paymentMethodId, {}, options);
  }

  succeeded(): Promise<void> {
    return Promise.resolve();
  }

  /** It was detached before: that is what was wanted. */
  rejected(): Promise<void> {
    return Promise.resolve();
  }

  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.PaymentMethod | null> {
    const { paymentMethodId } = operation.params as unknown as DetachPaymentMethodParams;
    const method = await stripe.paymentMethods.retrieve(paymentMethodId);
    return method.customer === null ? method : null;
  }
}
