import { SellerEntity, StripeOperationEntity, UserAccountEntity } from '@guildhall/database';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { AccountLinkOperation, type IssuedLink } from './account-link.operation.js';
import { AccountNotCreated, SellerDisconnected, StripeUnavailable } from './onboarding.errors.js';
import { SellerRepository } from './seller.repository.js';

export interface ConnectSellerCommand {
  readonly userId: string;
  readonly refreshUrl: string;
  readonly returnUrl: string;
  /** True when Stripe sent the seller to `refresh_url`: the last link was used or has expired. */
  readonly isRefresh: boolean;
}

/** Presses of the same button within this time share one link. */
const SHARED_LINK_MS = 30_000;

/** Opens the seller's account when there is none, and issues a link to Stripe's onboarding pages. */
@Injectable()
export class ConnectSeller {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly sellers: SellerRepository,
    private readonly accountLinks: AccountLinkOperation,
  ) {}

  /** @throws SellerNotFound, SellerDisconnected, AccountNotCreated, StripeUnavailable */
  async execute(command: ConnectSellerCommand): Promise<IssuedLink> {
    const account = await this.ensureAccount(command.userId);
    const recorded = await this.dataSource.transaction((manager) => this.recordLink(manager, command, account));
    const { operation, result } = await this.outbox.runForResult<IssuedLink>(recorded.id);
    if (operation.state === 'rejected') throw new AccountNotCreated(messageOf(operation));
    if (operation.state !== 'succeeded') throw new StripeUnavailable();
    return result ?? this.accountLinks.answer(operation);
  }

  /** However often it is called at once: one operation, one account. */
  private async ensureAccount(userId: string): Promise<string> {
    const recorded = await this.dataSource.transaction(async (manager) => {
      const seller = await this.sellers.lockOfUser(manager, userId);
      if (seller.deauthorizedAt !== null) throw new SellerDisconnected();
      if (seller.stripeAccountId !== null) return seller.stripeAccountId;
      return (await this.openAccount(manager, seller)) ?? (await this.recordAccount(manager, seller));
    });
    if (typeof recorded === 'string') return recorded;
    const operation = await this.outbox.run(recorded.id);
    if (operation.state === 'rejected') throw new AccountNotCreated(messageOf(operation));
    if (operation.resultId === null) throw new StripeUnavailable();
    return operation.resultId;
  }

  /** An account operation that has not been refused: this seller's one account comes from it. */
  private async openAccount(manager: EntityManager, seller: SellerEntity): Promise<StripeOperationEntity | null> {
    const latest = await manager.findOne(StripeOperationEntity, {
      where: { subjectId: seller.id, kind: 'account.create' },
      order: { id: 'DESC' },
    });
    return latest === null || latest.state === 'rejected' ? null : latest;
  }

  private async recordAccount(manager: EntityManager, seller: SellerEntity): Promise<StripeOperationEntity> {
    const { email } = await manager.findOneByOrFail(UserAccountEntity, { id: seller.userId });
    return this.outbox.record(manager, {
      kind: 'account.create',
      subjectId: seller.id,
      serialKey: `seller:${seller.id}`,
      params: { ...accountParams(seller, email) },
      priority: OperationPriority.buyer,
      runAtOnce: true,
    });
  }

  private async recordLink(
    manager: EntityManager,
    { userId, refreshUrl, returnUrl, isRefresh }: ConnectSellerCommand,
    account: string,
  ): Promise<StripeOperationEntity> {
    const seller = await this.sellers.lockOfUser(manager, userId);
    const recent = await manager.findOne(StripeOperationEntity, {
      where: {
        subjectId: seller.id,
        kind: 'account_link.create',
        createdAt: MoreThan(new Date(Date.now() - SHARED_LINK_MS)),
      },
      order: { id: 'DESC' },
    });
    if (recent !== null && recent.state !== 'rejected' && !isRefresh) return recent;
    return this.outbox.record(manager, {
      kind: 'account_link.create',
      subjectId: seller.id,
      serialKey: `seller:${seller.id}`,
      params: { account, refresh_url: refreshUrl, return_url: returnUrl, type: 'account_onboarding' },
      priority: OperationPriority.buyer,
      runAtOnce: true,
    });
  }
}

/** Payouts are made by an operator, so that reserves and holds are kept: the schedule is manual. */
function accountParams(seller: SellerEntity, email: string): Stripe.AccountCreateParams {
  const isRecipient = seller.serviceAgreement === 'recipient';
  return {
    type: seller.accountType,
    country: seller.country,
    email,
    ...(seller.accountType === 'standard' ? {} : { settings: { payouts: { schedule: { interval: 'manual' } } } }),
    capabilities: {
      ...(isRecipient ? {} : { card_payments: { requested: true } }),
      transfers: { requested: true },
    },
    ...(isRecipient ? { tos_acceptance: { service_agreement: 'recipient' } } : {}),
    metadata: { seller_id: seller.id },
  };
}

function messageOf(operation: StripeOperationEntity): string {
  const message = operation.lastError?.message;
  return typeof message === 'string' ? message : 'no reason was given';
}
