import { canBePaidOut, PayoutEntity, payoutHoldOf, type SellerEntity } from '@guildhall/database';
import { StripeClient } from '@guildhall/stripe';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { BalanceUnavailable } from '../payout.errors.js';
import { PayoutQueries } from '../payout.queries.js';
import type { HomeFundsResponse, HomeResponse, NextPayoutResponse } from './home.response.js';
import { intervalOf, nextPayoutDay } from './payout-schedule.js';
import { todoOf } from './todo.js';

/** Counts end here: nobody reads further, and a seller with a hundred thousand orders pays for no more. */
const MOST_COUNTED = 1_000;

const COUNTS = `
  SELECT
    (SELECT count(*) FROM (SELECT 1 FROM seller_share share JOIN marketplace_order o ON o.id = share.order_id
       WHERE share.seller_id = $1 AND share.shipped_at IS NULL AND o.state = 'paid' LIMIT $2) AS counted)::integer AS to_ship,
    (SELECT count(*) FROM (SELECT 1 FROM product
       WHERE seller_id = $1 AND status = 'active' AND stock = 0 LIMIT $2) AS counted)::integer AS out_of_stock,
    EXISTS (SELECT 1 FROM product WHERE seller_id = $1) AS has_products,
    EXISTS (SELECT 1 FROM seller_share share JOIN marketplace_order o ON o.id = share.order_id
       WHERE share.seller_id = $1 AND o.paid_at IS NOT NULL) AS has_orders`;

interface CountsRow {
  readonly to_ship: number;
  readonly out_of_stock: number;
  readonly has_products: boolean;
  readonly has_orders: boolean;
}

/** A seller's own money, its next payout, and what needs doing (invariant I7: by the caller's seller alone). */
@Injectable()
export class HomeQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly payouts: PayoutQueries,
    private readonly stripe: StripeClient,
  ) {}

  /** @throws PayeeNotFound, BalanceUnavailable */
  async of(userId: string, now = new Date()): Promise<HomeResponse> {
    const seller = await this.payouts.sellerOf(userId);
    const [funds, onTheirWay, [counts]] = await Promise.all([
      this.fundsOf(seller),
      this.onTheirWay(seller),
      this.dataSource.query<CountsRow[]>(COUNTS, [seller.id, MOST_COUNTED]),
    ]);
    return {
      funds,
      nextPayout: await this.nextPayout(seller, funds, now),
      onTheirWay,
      todo: todoOf(seller, {
        toShip: counts?.to_ship ?? 0,
        outOfStock: counts?.out_of_stock ?? 0,
        isInDebt: funds.some(({ owedMinor }) => owedMinor < 0n),
      }),
      hasProducts: counts?.has_products ?? false,
      hasOrders: counts?.has_orders ?? false,
    };
  }

  private async fundsOf(seller: SellerEntity): Promise<HomeFundsResponse[]> {
    // In this order: a payout that Stripe makes in between is reserved once too often, which promises too little.
    const requested = await this.dataSource
      .getRepository(PayoutEntity)
      .findBy({ sellerId: seller.id, state: 'requested', automatic: false });
    const { funds } = await this.payouts.balanceOf(seller);
    return funds.map((each) => ({
      ...each,
      reservedMinor: requested
        .filter(({ currency }) => currency === each.currency)
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    }));
  }

  private onTheirWay({ id: sellerId }: SellerEntity): Promise<PayoutEntity[]> {
    return this.dataSource.getRepository(PayoutEntity).find({
      where: { sellerId, state: In(['requested', 'pending', 'in_transit']) },
      order: { id: 'DESC' },
      take: 10,
    });
  }

  private async nextPayout(
    seller: SellerEntity,
    funds: readonly HomeFundsResponse[],
    now: Date,
  ): Promise<NextPayoutResponse | null> {
    const { stripeAccountId } = seller;
    if (stripeAccountId === null || !canBePaidOut(seller) || payoutHoldOf(seller) !== null) return null;
    const account = await this.stripe.sdk.accounts.retrieve(stripeAccountId).catch(() => {
      throw new BalanceUnavailable();
    });
    const schedule = account.settings?.payouts?.schedule;
    if (schedule === undefined) return null;
    return {
      interval: intervalOf(schedule),
      at: nextPayoutDay(schedule, now),
      estimates: funds
        .map(({ currency, availableMinor, reservedMinor }) => ({
          currency,
          amountMinor: availableMinor - reservedMinor,
        }))
        .filter(({ amountMinor }) => amountMinor > 0n),
    };
  }
}
