import type { StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { findByOperationId } from '../payments/find-by-operation-id.js';

/** Makes the SetupIntent with which a buyer's browser saves a payment method. What it saved is told by webhook. */
@Injectable()
@StripeOperation('setup_intent.create')
export class CreateSetupIntentOperation implements Operation<Stripe.SetupIntent, Stripe.SetupIntentCreateParams> {
  send(
    stripe: Stripe,
    params: Stripe.SetupIntentCreateParams,
    options: Stripe.RequestOptions,
  ): Promise<Stripe.SetupIntent> {
    return stripe.setupIntents.create(params, options);
  }

  /** Nothing is kept of it: until a payment method is saved there is nothing to know. */
  succeeded(): Promise<void> {
    return Promise.resolve();
  }

  rejected(): Promise<void> {
    return Promise.resolve();
  }

  find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.SetupIntent | null> {
    return findByOperationId((page) => stripe.setupIntents.list(page), operation);
  }
}
