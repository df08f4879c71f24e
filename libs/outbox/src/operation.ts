import { SetMetadata } from '@nestjs/common';
import type { StripeOperationEntity } from '@guildhall/database';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';

/** Why Stripe said no, for good: sending the same again would not change it. Holds no card data and no secrets. */
export interface StripeRejection {
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly message: string;
  readonly param: string | null;
  readonly statusCode: number | null;
  readonly requestId: string | null;
}

/**
 * One kind of mutating Stripe call: the only place that knows the call and what its result changes.
 * Registered by listing the class as a provider of a module that the process imports.
 */
export interface Operation<Result extends { id: string }, Params = never> {
  /** Makes the call and nothing else: `params` and `options` (idempotency key, account, version) go through untouched. */
  send(
    stripe: Stripe,
    params: Params,
    options: Stripe.RequestOptions,
    operation: StripeOperationEntity,
  ): Promise<Result>;
  /** In the transaction that marks the operation succeeded. No network here. */
  succeeded(result: Result, operation: StripeOperationEntity, manager: EntityManager): Promise<void>;
  /** In the transaction that marks it rejected; it is never sent again. No network here. */
  rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void>;
  /**
   * For an operation whose answer was lost too long ago to repeat its key: looks up what the call may have made
   * (by metadata `operation_id`, transfer group, or the object it was about). Read-only. Null when Stripe has nothing.
   */
  find(stripe: Stripe, operation: StripeOperationEntity): Promise<Result | null>;
}

export const STRIPE_OPERATION_KIND = 'guildhall:stripe-operation';

/** Marks a provider as the operation of this kind, for example `refund.create`. */
export const StripeOperation = (kind: string): ClassDecorator => SetMetadata(STRIPE_OPERATION_KIND, kind);

/** What a use case hands to `Outbox.record`. */
export interface OperationRequest {
  readonly kind: string;
  /** The slice's row that this is about. */
  readonly subjectId: string;
  /** Operations of one key are sent one after the other: usually the order or the connected account. */
  readonly serialKey: string;
  /** Exactly what is sent. `metadata.operation_id` is added by the outbox where `metadata` is given. */
  readonly params: Record<string, unknown>;
  readonly stripeAccount?: string;
  /** Lower goes first. @default OperationPriority.job */
  readonly priority?: number;
  /**
   * Promises that `Outbox.run` is called right after the commit. The row is then leased to this process from the
   * start, which saves a round trip; should the process die, the relay takes over when the lease ends.
   */
  readonly runAtOnce?: boolean;
}

export const OperationPriority = { buyer: 0, operator: 10, job: 20 } as const;
