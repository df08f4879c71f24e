import { canBePaidOut, newId, PayoutEntity, payoutHoldOf, SellerEntity } from '@guildhall/database';
import { AuditLog } from '@guildhall/identity';
import { currencyRule, Money } from '@guildhall/money';
import { DomainError } from '@guildhall/http';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { AccountBalances } from './account-balances.js';
import { type AvailableFunds, minimumPayoutMinor } from './payable.js';
import {
  NoBalanceInCurrency,
  PayoutBelowMinimum,
  PayoutExceedsBalance,
  PayoutNotWhole,
  PayoutsHeld,
  PayoutsNotEnabled,
  PayeeNotFound,
} from './payout.errors.js';
import { isOver } from './payout.states.js';

/** Longer than any answer takes; what is still not sent after it is found by its state. */
const RECENT_MS = 86_400_000;

export interface RequestPayoutCommand {
  readonly sellerId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** The operator. */
  readonly userId: string;
}

export interface PayoutPreviewCommand {
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor?: number;
}

export interface PayoutPreview {
  readonly currency: string;
  readonly amountMinor: number;
  /** The most that would work, in whole steps of the currency. */
  readonly payableMinor: bigint;
  /** Asked for before and still part of Stripe's balance. */
  readonly waitingMinor: bigint;
  /** Why this amount would be refused; null when it would not. */
  readonly refusal: DomainError | null;
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
   * @throws PayeeNotFound, PayoutsNotEnabled, PayoutsHeld, PayoutBelowMinimum, PayoutNotWhole, NoBalanceInCurrency,
   * PayoutExceedsBalance (with the figure that would work), BalanceUnavailable
   */
  async execute(command: RequestPayoutCommand): Promise<PayoutEntity> {
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ id: command.sellerId });
    if (seller === null) throw new PayeeNotFound();
    assertPayable(seller);
    // Which payouts Stripe's balance is already without is known only of those that were settled before it was read.
    const settled = new Set(
      (await this.recent(this.dataSource.manager, command)).filter(isAtStripe).map(({ id }) => id),
    );
    const funds = await this.balances.of(seller.stripeAccountId ?? '');
    return this.dataSource.transaction((manager) => this.record(manager, command, funds, settled));
  }

  /**
   * What `execute` would say now of this amount, or of as much as can be paid out when none is named; nothing is done.
   * @throws PayeeNotFound, BalanceUnavailable
   */
  async preview({ amountMinor, ...wanted }: PayoutPreviewCommand): Promise<PayoutPreview> {
    const { sellerId, currency } = wanted;
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ id: sellerId });
    if (seller === null) throw new PayeeNotFound();
    // In this order: a payout that is sent in between is taken off twice, so that too little is promised, not too much.
    const recent = await this.recent(this.dataSource.manager, wanted);
    const funds = seller.stripeAccountId === null ? [] : await this.balances.of(seller.stripeAccountId);
    const waiting = recent.filter((payout) => !isAtStripe(payout));
    const waitingMinor = waiting.reduce((sum, payout) => sum + payout.amountMinor, 0n);
    const payableMinor = payable(funds, currency, waitingMinor);
    const amount = amountMinor ?? Number(payableMinor);
    const refusal = refusalOf(() => {
      assertPayable(seller);
      assertAmount({ amountMinor: amount, currency }, funds, waitingMinor);
    });
    return { currency, amountMinor: amount, payableMinor, waitingMinor, refusal };
  }

  private async record(
    manager: EntityManager,
    command: RequestPayoutCommand,
    funds: readonly AvailableFunds[],
    settled: ReadonlySet<string>,
  ): Promise<PayoutEntity> {
    const seller = await manager.findOneOrFail(SellerEntity, {
      where: { id: command.sellerId },
      lock: { mode: 'pessimistic_write' },
    });
    assertPayable(seller);
    const waiting = (await this.recent(manager, command)).filter(({ id, state }) => !settled.has(id) && !isOver(state));
    const waitingMinor = waiting.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    assertAmount(command, funds, waitingMinor);
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

  /** Our payouts of this seller and currency that Stripe may not have seen when its balance was read. */
  private recent(
    manager: EntityManager,
    { sellerId, currency }: Pick<RequestPayoutCommand, 'sellerId' | 'currency'>,
  ): Promise<PayoutEntity[]> {
    const ours = { sellerId, currency, automatic: false };
    const createdAt = MoreThan(new Date(Date.now() - RECENT_MS));
    return manager.find(PayoutEntity, {
      where: [
        { ...ours, createdAt },
        { ...ours, state: 'requested' },
      ],
    });
  }
}

/** @param waitingMinor asked for and still part of Stripe's balance */
function assertAmount(
  { amountMinor, currency }: Pick<RequestPayoutCommand, 'amountMinor' | 'currency'>,
  funds: readonly AvailableFunds[],
  waitingMinor: bigint,
): void {
  const amount = BigInt(amountMinor);
  const held = funds.find((each) => each.currency === currency);
  if (held === undefined) throw new NoBalanceInCurrency(currency, currenciesOf(funds));
  const minimumMinor = minimumPayoutMinor(currency);
  if (amount < minimumMinor) throw new PayoutBelowMinimum(Money.of(minimumMinor, currency));
  const { payoutStepMinor } = currencyRule(currency);
  if (amount % payoutStepMinor !== 0n) throw new PayoutNotWhole(Money.of(payoutStepMinor, currency));
  const payableMinor = held.availableMinor - waitingMinor;
  if (amount > payableMinor) throw new PayoutExceedsBalance(Money.of(payableMinor > 0n ? payableMinor : 0n, currency));
}

function refusalOf(check: () => void): DomainError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function payable(funds: readonly AvailableFunds[], currency: string, waitingMinor: bigint): bigint {
  const available = (funds.find((each) => each.currency === currency)?.availableMinor ?? 0n) - waitingMinor;
  const whole = available - (available % currencyRule(currency).payoutStepMinor);
  return whole < minimumPayoutMinor(currency) ? 0n : whole;
}

function currenciesOf(funds: readonly AvailableFunds[]): string[] {
  return funds.map(({ currency }) => currency);
}

function isAtStripe({ state }: PayoutEntity): boolean {
  return state !== 'requested';
}

function assertPayable(seller: SellerEntity): void {
  const held = payoutHoldOf(seller);
  if (held !== null) throw new PayoutsHeld(held);
  if (!canBePaidOut(seller)) throw new PayoutsNotEnabled(seller.disabledReason);
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
