import { canBePaidOut, newId, PayoutEntity, SellerEntity } from '@guildhall/database';
import { AuditLog } from '@guildhall/identity';
import { currencyRule } from '@guildhall/money';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AccountBalances } from './account-balances.js';
import { type AvailableFunds, minimumPayoutMinor } from './payable.js';
import {
  NoBalanceInCurrency,
  PayoutBelowMinimum,
  PayoutExceedsBalance,
  PayoutNotWhole,
  PayoutsHeld,
  PayoutsNotEnabled,
  SellerNotFound,
} from './payout.errors.js';

export interface RequestPayoutCommand {
  readonly sellerId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** The operator. */
  readonly userId: string;
}

/** Sends available money of one seller to the seller's bank. */
@Injectable()
export class RequestPayout {
  constructor(
    private readonly dataSource: DataSource,
    private readonly balances: AccountBalances,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws SellerNotFound, PayoutsNotEnabled, PayoutsHeld, PayoutBelowMinimum, PayoutNotWhole, NoBalanceInCurrency,
   * PayoutExceedsBalance (with the figure that would work), BalanceUnavailable
   */
  async execute(command: RequestPayoutCommand): Promise<PayoutEntity> {
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ id: command.sellerId });
    if (seller === null) throw new SellerNotFound();
    assertPayable(seller);
    const funds = await this.balances.of(seller.stripeAccountId ?? '');
    return this.dataSource.transaction((manager) => this.record(manager, command, funds));
  }

  private async record(
    manager: EntityManager,
    command: RequestPayoutCommand,
    funds: readonly AvailableFunds[],
  ): Promise<PayoutEntity> {
    const seller = await manager.findOneOrFail(SellerEntity, {
      where: { id: command.sellerId },
      lock: { mode: 'pessimistic_write' },
    });
    assertPayable(seller);
    await this.assertAmount(manager, seller.id, command, funds);
    const payout = newPayout(command, seller.stripeAccountId ?? '');
    await manager.insert(PayoutEntity, payout);
    await this.outbox.record(manager, {
      kind: 'payout.create',
      subjectId: payout.id,
      serialKey: `payouts:${payout.stripeAccountId}`,
      stripeAccount: payout.stripeAccountId,
      params: {
        amount: command.amountMinor,
        currency: payout.currency,
        method: payout.method,
        metadata: { payout_id: payout.id, seller_id: seller.id },
      },
      priority: OperationPriority.operator,
    });
    const detail = { payoutId: payout.id, amountMinor: command.amountMinor, currency: payout.currency };
    await this.audit.record(manager, {
      userId: command.userId,
      action: 'payout.request',
      subjectId: seller.id,
      detail,
    });
    return payout;
  }

  private async assertAmount(
    manager: EntityManager,
    sellerId: string,
    { amountMinor, currency }: RequestPayoutCommand,
    funds: readonly AvailableFunds[],
  ): Promise<void> {
    const held = funds.find((each) => each.currency === currency);
    if (held === undefined)
      throw new NoBalanceInCurrency(
        currency,
        funds.map((each) => each.currency),
      );
    const minimumMinor = minimumPayoutMinor(currency);
    if (BigInt(amountMinor) < minimumMinor) throw new PayoutBelowMinimum(minimumMinor, currency);
    const { payoutStepMinor } = currencyRule(currency);
    if (BigInt(amountMinor) % payoutStepMinor !== 0n) throw new PayoutNotWhole(payoutStepMinor, currency);
    const payableMinor = held.availableMinor - (await this.requestedMinor(manager, sellerId, currency));
    if (BigInt(amountMinor) > payableMinor)
      throw new PayoutExceedsBalance(payableMinor > 0n ? payableMinor : 0n, currency);
  }

  /** Asked for and not yet seen by Stripe: Stripe's balance still contains it. */
  private async requestedMinor(manager: EntityManager, sellerId: string, currency: string): Promise<bigint> {
    const waiting = await manager.findBy(PayoutEntity, { sellerId, currency, state: 'requested' });
    return waiting.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  }
}

function assertPayable(seller: SellerEntity): void {
  if (!canBePaidOut(seller)) throw new PayoutsNotEnabled(seller.disabledReason);
  if (seller.payoutHoldReason !== null) throw new PayoutsHeld(seller.payoutHoldReason);
}

function newPayout(
  { sellerId, amountMinor, currency, userId }: RequestPayoutCommand,
  stripeAccountId: string,
): PayoutEntity {
  const now = new Date();
  return {
    id: newId(),
    sellerId,
    stripeAccountId,
    state: 'requested',
    currency,
    amountMinor: BigInt(amountMinor),
    automatic: false,
    method: 'standard',
    stripePayoutId: null,
    arrivesAt: null,
    failureCode: null,
    failureReason: null,
    requestedByUserId: userId,
    createdAt: now,
    updatedAt: now,
  };
}
