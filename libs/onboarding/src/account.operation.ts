import type { StripeOperationEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { mirrorAccount } from './readiness.js';
import { SellerRepository } from './seller.repository.js';

/** Opens the connected account of a seller; its subject is the seller. */
@Injectable()
@StripeOperation('account.create')
export class AccountOperation implements Operation<Stripe.Account, Stripe.AccountCreateParams> {
  constructor(private readonly sellers: SellerRepository) {}

  send(stripe: Stripe, params: Stripe.AccountCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Account> {
    return stripe.accounts.create(params, options);
  }

  async succeeded(
    account: Stripe.Account,
    { subjectId }: StripeOperationEntity,
    manager: EntityManager,
  ): Promise<void> {
    const seller = await this.sellers.lockById(manager, subjectId);
    if (seller === null || seller.stripeAccountId !== null) return; // a webhook was first, and its account is newer than this answer
    seller.stripeAccountId = account.id;
    mirrorAccount(seller, account);
    await manager.save(seller);
  }

  /** The seller stays unconnected; the reason is on the operation and in the answer to the request that waits for it. */
  rejected(_problem: StripeRejection, _operation: StripeOperationEntity, _manager: EntityManager): Promise<void> {
    return Promise.resolve();
  }

  /** Accounts cannot be searched: newest first, an account of this operation is among those made since it was recorded. */
  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.Account | null> {
    const since = Math.floor(operation.createdAt.getTime() / 1000) - 60;
    for await (const account of stripe.accounts.list({ created: { gte: since }, limit: 100 })) {
      if (account.metadata?.operation_id === operation.id) return account;
    }
    return null;
  }
}
