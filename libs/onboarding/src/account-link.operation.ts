import type { StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { StripeClient } from '@guildhall/stripe';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';

export interface IssuedLink {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: Date;
}

/** Issues an account link: single use, minutes to live. Its address is never stored, so it is asked for again under the same key. */
@Injectable()
@StripeOperation('account_link.create')
export class AccountLinkOperation implements Operation<IssuedLink, Stripe.AccountLinkCreateParams> {
  constructor(private readonly client: StripeClient) {}

  async send(
    stripe: Stripe,
    params: Stripe.AccountLinkCreateParams,
    options: Stripe.RequestOptions,
  ): Promise<IssuedLink> {
    const link = await stripe.accountLinks.create(params, options);
    return { id: params.account, url: link.url, expiresAt: new Date(link.expires_at * 1000) };
  }

  /** The answer of an operation that has succeeded: the same parameters under the same key bring Stripe's stored answer. */
  answer(operation: StripeOperationEntity): Promise<IssuedLink> {
    const params = operation.params as unknown as Stripe.AccountLinkCreateParams;
    const { idempotencyKey, apiVersion } = operation;
    return this.send(this.client.sdk, params, { idempotencyKey, apiVersion });
  }

  succeeded(_link: IssuedLink, _operation: StripeOperationEntity, _manager: EntityManager): Promise<void> {
    return Promise.resolve();
  }

  rejected(_problem: StripeRejection, _operation: StripeOperationEntity, _manager: EntityManager): Promise<void> {
    return Promise.resolve();
  }

  /** A link that nobody has seen is worth nothing after a day: it need not be found, a new one may be made. */
  find(_stripe: Stripe, _operation: StripeOperationEntity): Promise<null> {
    return Promise.resolve(null);
  }
}
