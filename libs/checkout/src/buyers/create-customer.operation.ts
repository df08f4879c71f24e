import { BuyerEntity, type StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { findByOperationId } from '../payments/find-by-operation-id.js';

/** Makes the Stripe Customer that carries a buyer's saved payment methods. Holds our id and nothing personal. */
@Injectable()
@StripeOperation('customer.create')
export class CreateCustomerOperation implements Operation<Stripe.Customer, Stripe.CustomerCreateParams> {
  send(stripe: Stripe, params: Stripe.CustomerCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Customer> {
    return stripe.customers.create(params, options);
  }

  async succeeded(customer: Stripe.Customer, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await manager.update(BuyerEntity, { id: operation.subjectId }, { stripeCustomerId: customer.id });
  }

  /** The buyer has no customer; the next attempt to save a payment method asks again. */
  rejected(): Promise<void> {
    return Promise.resolve();
  }

  find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.Customer | null> {
    return findByOperationId((page) => stripe.customers.list(page), operation);
  }
}
