import { newId, PayoutEntity, SellerEntity } from '@guildhall/database';
import { isId } from '@guildhall/http';
import { Ledger } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import {
  type PayoutFacts,
  payoutArrived,
  payoutMoved,
  payoutReturned,
  type PayoutTransaction,
} from './payout.posting.js';
import { mayBecome, stateOf } from './payout.states.js';

interface CurrentPayout {
  readonly payout: Stripe.Payout;
  readonly left: PayoutTransaction | null;
  readonly cameBack: PayoutTransaction | null;
}

/** How a connected account's payout goes on: ours and those that Stripe makes by the account's schedule. */
@Injectable()
@StripeWebhookHandler('payout.created', 'payout.updated', 'payout.paid', 'payout.failed', 'payout.canceled')
export class PayoutWebhookHandler implements WebhookHandler<CurrentPayout | null> {
  constructor(
    private readonly stripe: StripeClient,
    private readonly ledger: Ledger,
  ) {}

  /** Null for the platform's own payouts: its balance belongs to its owners, not to a seller. */
  async prepare(object: { id?: string }, { stripeAccount }: WebhookContext): Promise<CurrentPayout | null> {
    if (stripeAccount === null) return null;
    const expand = ['balance_transaction', 'failure_balance_transaction'];
    const payout = await this.stripe.sdk.payouts.retrieve(object.id ?? '', { expand }, { stripeAccount });
    return {
      payout,
      left: toTransaction(payout.balance_transaction),
      cameBack: toTransaction(payout.failure_balance_transaction),
    };
  }

  async apply(current: CurrentPayout | null, manager: EntityManager, { stripeAccount }: WebhookContext): Promise<void> {
    if (current === null || stripeAccount === null) return;
    const seller = await manager.findOne(SellerEntity, {
      where: { stripeAccountId: stripeAccount },
      lock: { mode: 'pessimistic_write' },
    });
    if (seller === null) return; // not an account of ours: reconciliation lists what it finds
    const payout = await this.lockOrAdopt(manager, current.payout, seller, stripeAccount);
    const facts = { sellerId: seller.id, stripeAccountId: stripeAccount, stripePayoutId: current.payout.id };
    await this.bookMovements(manager, facts, current);
    await this.advance(manager, payout, seller, facts, current.payout);
  }

  private async bookMovements(
    manager: EntityManager,
    facts: PayoutFacts,
    { left, cameBack }: CurrentPayout,
  ): Promise<void> {
    if (left !== null) await this.ledger.post(manager, payoutMoved(facts, left, 'payout'));
    if (cameBack !== null) await this.ledger.post(manager, payoutMoved(facts, cameBack, 'payout came back'));
  }

  private async advance(
    manager: EntityManager,
    payout: PayoutEntity,
    seller: SellerEntity,
    facts: PayoutFacts,
    current: Stripe.Payout,
  ): Promise<void> {
    const state = stateOf(current.status);
    const before = payout.state;
    if (!mayBecome(before, state)) return;
    const amount = Money.of(payout.amountMinor, payout.currency);
    if (state === 'paid') await this.ledger.post(manager, payoutArrived(facts, amount, new Date()));
    if (state === 'failed' && before === 'paid') {
      await this.ledger.post(manager, payoutReturned(facts, amount, new Date()));
    }
    payout.state = state;
    payout.failureCode = current.failure_code;
    payout.failureReason = current.failure_message;
    payout.updatedAt = new Date();
    await manager.save(PayoutEntity, payout);
    if (state !== 'failed') return;
    seller.payoutHoldReason =
      `a payout failed (${current.failure_message ?? current.failure_code ?? 'no reason given'}); ` +
      'replace the bank account to go on';
    seller.updatedAt = new Date();
    await manager.save(seller);
  }

  /** Ours by metadata, since the event may be here before the answer to our call; else by id; else it is Stripe's own. */
  private async lockOrAdopt(
    manager: EntityManager,
    current: Stripe.Payout,
    seller: SellerEntity,
    stripeAccountId: string,
  ): Promise<PayoutEntity> {
    const lock = { mode: 'pessimistic_write' } as const;
    const ourId = current.metadata?.payout_id;
    const where =
      ourId !== undefined && isId(ourId) ? { id: ourId, sellerId: seller.id } : { stripePayoutId: current.id };
    const known = await manager.findOne(PayoutEntity, { where, lock });
    if (known !== null) {
      known.stripePayoutId ??= current.id;
      known.arrivesAt ??= new Date(current.arrival_date * 1000);
      return manager.save(PayoutEntity, known);
    }
    const adopted = adopt(current, seller.id, stripeAccountId);
    await manager.insert(PayoutEntity, adopted);
    return adopted;
  }
}

function adopt(current: Stripe.Payout, sellerId: string, stripeAccountId: string): PayoutEntity {
  return {
    id: newId(),
    sellerId,
    stripeAccountId,
    state: 'requested',
    currency: current.currency,
    amountMinor: BigInt(current.amount),
    automatic: current.automatic,
    method: current.method === 'instant' ? 'instant' : 'standard',
    stripePayoutId: current.id,
    arrivesAt: new Date(current.arrival_date * 1000),
    failureCode: null,
    failureReason: null,
    requestedByUserId: null,
    createdAt: new Date(current.created * 1000),
    updatedAt: new Date(),
  };
}

function toTransaction(transaction: string | Stripe.BalanceTransaction | null): PayoutTransaction | null {
  if (transaction === null) return null;
  if (typeof transaction === 'string') throw new Error(`balance transaction ${transaction} was not expanded`);
  return {
    id: transaction.id,
    amountMinor: BigInt(transaction.amount),
    feeMinor: BigInt(transaction.fee),
    currency: transaction.currency,
    createdAt: new Date(transaction.created * 1000),
  };
}
