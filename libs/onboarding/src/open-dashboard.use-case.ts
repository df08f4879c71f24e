import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type IssuedLoginLink, LoginLinkOperation } from './login-link.operation.js';
import { NoExpressDashboard, SellerDisconnected, SellerNotConnected, StripeUnavailable } from './onboarding.errors.js';
import { SellerRepository } from './seller.repository.js';

/** Issues a link into the seller's Express dashboard. */
@Injectable()
export class OpenDashboard {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly sellers: SellerRepository,
    private readonly loginLinks: LoginLinkOperation,
  ) {}

  /** @throws SellerNotFound, SellerNotConnected, SellerDisconnected, NoExpressDashboard, StripeUnavailable */
  async execute(userId: string): Promise<IssuedLoginLink> {
    const recorded = await this.dataSource.transaction(async (manager) => {
      const seller = await this.sellers.lockOfUser(manager, userId);
      if (seller.deauthorizedAt !== null) throw new SellerDisconnected();
      if (seller.stripeAccountId === null) throw new SellerNotConnected();
      if (seller.accountType !== 'express' || !seller.detailsSubmitted)
        throw new NoExpressDashboard(seller.accountType);
      return this.outbox.record(manager, {
        kind: 'login_link.create',
        subjectId: seller.id,
        serialKey: `seller:${seller.id}`,
        params: { account: seller.stripeAccountId },
        priority: OperationPriority.buyer,
      });
    });
    const operation = await this.outbox.run(recorded.id);
    if (operation.state === 'rejected') throw new NoExpressDashboard('express');
    if (operation.state !== 'succeeded') throw new StripeUnavailable();
    return this.loginLinks.answer(operation);
  }
}
