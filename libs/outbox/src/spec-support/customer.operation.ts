import type { StripeOperationEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { type DomainEventHandler, type DomainEvents, OnDomainEvent } from '../domain-event.js';
import { type Operation, StripeOperation, type StripeRejection } from '../operation.js';

/** A table without relations in which the specs count how often something was applied. */
export async function count(manager: EntityManager, subject: string): Promise<void> {
  await manager.query(
    `INSERT INTO login_throttle (subject_hash, failures, window_started_at) VALUES ($1, 1, now())
     ON CONFLICT (subject_hash) DO UPDATE SET failures = login_throttle.failures + 1`,
    [subject],
  );
}

/** Stands for the slices' operations in this library's specs. */
@Injectable()
@StripeOperation('spec.customer')
export class CustomerOperation implements Operation<Stripe.Customer, Stripe.CustomerCreateParams> {
  /** Thrown by `succeeded` when set. */
  refusesToApply = false;

  send(stripe: Stripe, params: Stripe.CustomerCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Customer> {
    return stripe.customers.create(params, options);
  }

  async succeeded(_customer: Stripe.Customer, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await count(manager, `succeeded:${operation.id}`);
    if (this.refusesToApply) throw new Error('cannot apply');
  }

  async rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await count(manager, `rejected:${operation.id}:${problem.code ?? problem.type}`);
  }

  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.Customer | null> {
    for await (const customer of stripe.customers.list({ limit: 100 })) {
      if (customer.metadata.operation_id === operation.id) return customer;
    }
    return null;
  }
}

@Injectable()
@OnDomainEvent('order.refunded')
export class CountsRefunds implements DomainEventHandler<'order.refunded'> {
  failures = 0;

  async handle({ orderId }: DomainEvents['order.refunded'], manager: EntityManager): Promise<void> {
    await count(manager, `refunded:${orderId}`);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('not now');
    }
  }
}

@Injectable()
@OnDomainEvent('order.refunded')
export class AlsoCountsRefunds implements DomainEventHandler<'order.refunded'> {
  handle({ orderId }: DomainEvents['order.refunded'], manager: EntityManager): Promise<void> {
    return count(manager, `also:${orderId}`);
  }
}
