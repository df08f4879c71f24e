import { PayoutEntity, payoutHoldOf, type PayoutState, SellerEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { account, Ledger } from '@guildhall/ledger';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountBalances } from './account-balances.js';
import { PayoutNotFound, PayeeNotFound } from './payout.errors.js';
import type { BalanceResponse } from './payout.responses.js';

/** Reads payouts and balances: a seller's own, or, for operators, anyone's. */
@Injectable()
export class PayoutQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly balances: AccountBalances,
    private readonly ledger: Ledger,
  ) {}

  /** @throws PayoutNotFound */
  async byId(id: string): Promise<PayoutEntity> {
    const payout = await this.dataSource.getRepository(PayoutEntity).findOneBy({ id });
    if (payout === null) throw new PayoutNotFound();
    return payout;
  }

  /** @throws PayoutNotFound also when it is another seller's (invariant I7) */
  async ownById(id: string, sellerId: string): Promise<PayoutEntity> {
    const payout = await this.dataSource.getRepository(PayoutEntity).findOneBy({ id, sellerId });
    if (payout === null) throw new PayoutNotFound();
    return payout;
  }

  /** Newest first. */
  async list(page: PageRequest, filter: { state?: PayoutState; sellerId?: string }): Promise<Page<PayoutEntity>> {
    const query = this.dataSource.getRepository(PayoutEntity).createQueryBuilder('payout').where('true');
    if (filter.state !== undefined) query.andWhere('payout.state = :state', { state: filter.state });
    if (filter.sellerId !== undefined) query.andWhere('payout.seller_id = :sellerId', { sellerId: filter.sellerId });
    const rows = await keyset(query, page, [{ column: 'payout.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws PayeeNotFound when the user is not a seller (invariant I7: the scope of every query) */
  async sellerOf(userId: string): Promise<SellerEntity> {
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ userId });
    if (seller === null) throw new PayeeNotFound();
    return seller;
  }

  /** @throws PayeeNotFound */
  async sellerById(id: string): Promise<SellerEntity> {
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ id });
    if (seller === null) throw new PayeeNotFound();
    return seller;
  }

  /** What Stripe holds, beside what the books say. @throws BalanceUnavailable */
  async balanceOf(seller: SellerEntity): Promise<BalanceResponse> {
    const { stripeAccountId, deauthorizedAt } = seller;
    const payoutHoldReason = payoutHoldOf(seller);
    if (stripeAccountId === null) return { funds: [], payoutHoldReason };
    const held = deauthorizedAt === null ? await this.balances.of(stripeAccountId) : [];
    const known = held.length > 0 ? held : [{ currency: seller.currency, availableMinor: 0n, pendingMinor: 0n }];
    const funds = await Promise.all(
      known.map(async (each) => {
        const owed = await this.ledger.balanceOf(account.sellerPayable(stripeAccountId), each.currency);
        return { ...each, owedMinor: owed.amountMinor };
      }),
    );
    return { funds, payoutHoldReason };
  }
}
