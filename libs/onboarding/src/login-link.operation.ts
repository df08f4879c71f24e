import type { StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { StripeClient } from '@guildhall/stripe';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';

export interface IssuedLoginLink {
  readonly id: string;
  readonly url: string;
}

interface LoginLinkParams {
  readonly account: string;
}

/** Issues a login link to the Express dashboard; as with account links, its address is never stored. */
@Injectable()
@StripeOperation('login_link.create')
export class LoginLinkOperation implements Operation<IssuedLoginLink, LoginLinkParams> {
  constructor(private readonly client: StripeClient) {}

  async send(stripe: Stripe, { account }: LoginLinkParams, options: Stripe.RequestOptions): Promise<IssuedLoginLink> {
    const { url } = await stripe.accounts.createLoginLink(account, {}, options);
    return { id: account, url };
  }

  /** Stripe's stored answer to an operation that has succeeded. */
  answer(operation: StripeOperationEntity): Promise<IssuedLoginLink> {
    const { idempotencyKey, apiVersion } = operation;
    return this.send(this.client.sdk, operation.params as unknown as LoginLinkParams, { idempotencyKey, apiVersion });
  }

  succeeded(_link: IssuedLoginLink, _operation: StripeOperationEntity, _manager: EntityManager): Promise<void> {
    return Promise.resolve();
  }

  rejected(_problem: StripeRejection, _operation: StripeOperationEntity, _manager: EntityManager): Promise<void> {
    return Promise.resolve();
  }

  find(_stripe: Stripe, _operation: StripeOperationEntity): Promise<null> {
    return Promise.resolve(null);
  }
}
